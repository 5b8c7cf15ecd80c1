import { readFileSync } from 'node:fs';
import { ApiUnderTest } from '../e2e/api-under-test.js';

const page = readFileSync('docs/correcting-a-contact.md', 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ at: '2026-03-02T12:00:00Z' })));
afterAll(() => api.stop());

/** As on the page: scores to one digit. */
const rounded = (answer: object): unknown =>
  JSON.parse(JSON.stringify(answer), (name, value: unknown) =>
    name === 'score' && typeof value === 'number' ? Math.round(value * 10) / 10 : value,
  );

it('the example on the page answers what the page says, and adds nothing the second time', async () => {
  const customerId = 'acme';
  await api.accept('openRelationship', { customerId, occurredAt: '2026-02-01T09:00:00Z' });
  const { contact } = await api.accept('reportIssue', {
    customerId,
    issueId: 'export',
    title: 'Nightly export is late',
    raisedBy: 'PROVIDER',
    occurredAt: '2026-03-02T09:00:00Z',
  });
  await api.accept('recordProactiveCall', {
    customerId,
    about: { issueId: 'export' },
    news: 'BAD',
    occurredAt: '2026-03-02T09:30:00Z',
  });
  const document = block('graphql').replace('"ISSUE"', JSON.stringify(contact?.contactId));
  const first = (await api.ask<{ replaceContact: object }>(document)).replaceContact;
  expect(rounded(first)).toEqual(JSON.parse(block('json')));
  expect((await api.ask<{ replaceContact: object }>(document)).replaceContact).toEqual({ ...first, replayed: true });
});

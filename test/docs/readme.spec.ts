import { readFileSync } from 'node:fs';
import { ApiUnderTest, TOKEN } from '../e2e/api-under-test.js';
import { counts, EXTRACT, INCIDENTS, removeScratch, run } from '../import/imported.js';

const README = readFileSync('README.md', 'utf8');
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

describe('the README', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(async () => {
    await api.stop();
    removeScratch();
  });

  it('says what the import of the extract prints', async () => {
    const summary = counts(await run(INCIDENTS, EXTRACT, api.dataDir));
    const [printed = ''] = blocks('text');
    const numbers = [...printed.matchAll(/^ *(\d+) {2}/gm)].map(([, number]) => Number(number));
    const contacts = Number(/written: (\d+) contacts/.exec(printed)?.[1]);
    const [rowsRead, rowsWritten, unchanged, refused, bad] = numbers;
    expect(summary).toEqual({ rowsRead, rowsWritten, contactsWritten: contacts, unchanged, refused, bad, cut: 0 });
  });

  it('asks a first question with its real answer', async () => {
    const asked = blocks('sh').find((code) => code.includes('curl')) ?? '';
    const body = /<<'QUERY'\n([\s\S]*?)\nQUERY/.exec(asked)?.[1] ?? '';
    const response = await api.send(body, { authorization: `Bearer ${TOKEN}` });
    const [expected = ''] = blocks('json');
    expect(await response.json()).toEqual(JSON.parse(expected));
  });

  it('records an example that may be sent twice as it stands', async () => {
    const [recording = ''] = blocks('graphql');
    const twice = recording
      .replaceAll(/userErrors \{/g, 'replayed userErrors {')
      .replaceAll(/replayed\s+replayed/g, 'replayed');
    for (const replayed of [false, true]) {
      const { data } = (await (await api.send({ query: twice })).json()) as { data: Record<string, object> };
      expect(Object.values(data)).toHaveLength(3);
      for (const payload of Object.values(data)) expect(payload).toMatchObject({ replayed, userErrors: [] });
    }
  });

  it('records contacts and lists them as it says, and follows trust by a subscription that is valid', async () => {
    const [recording = '', listing = '', following = ''] = blocks('graphql');
    const answer = (await (await api.send({ query: recording })).json()) as {
      data: { recordProactiveCall: { contact: object; userErrors: object[] } };
    };
    expect(answer.data.recordProactiveCall).toMatchObject({
      contact: { news: 'BAD', options: [{ kind: 'WORKAROUND', what: 'Export by hand at noon' }] },
      userErrors: [],
    });
    const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(listing);
    const nodes = contacts.edges.map(({ node }) => node);
    expect(nodes).toHaveLength(3);
    for (const facts of [
      { type: 'ProactiveCallMade', news: 'BAD', apologised: true },
      { type: 'IssueReported', title: 'Nightly export is late', raisedBy: 'PROVIDER' },
      { type: 'RelationshipOpened' },
    ])
      expect(nodes).toContainEqual(expect.objectContaining(facts));
    // Over plain HTTP a valid subscription is refused for that, an invalid one for its mistakes.
    const refused = (await (await api.send({ query: following })).json()) as { errors: { message: string }[] };
    expect(refused.errors.map(({ message }) => message).join()).toMatch(/subscription/i);
  });
});

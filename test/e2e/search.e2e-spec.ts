import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ at: '2026-03-10T09:00:00Z' })));
afterAll(() => api.stop());

const BOOK = [
  ['C-0042', { name: 'Müller & Söhne GmbH', owner: 'ana', segment: 'mills' }],
  ['C-0043', { name: 'Łódź Mills', owner: 'ana', segment: 'mills', openingTrust: 90 }],
  ['C-0044', { name: 'Bäckerei Muller', owner: 'ben', segment: 'bakers' }],
  ['unnamed-7', { owner: 'ben' }],
  ['gone', { name: 'Mulligan', owner: 'carl', segment: 'bakers' }],
  ['nobodys', { name: 'Canary-Zwitscherling' }],
] as const;

beforeAll(async () => {
  const occurredAt = '2026-01-05T09:00:00Z';
  for (const [customerId, agreed] of BOOK) await api.accept('openRelationship', { customerId, occurredAt, ...agreed });
  await api.accept('assignOwner', { customerId: 'C-0044', owner: 'ana', until: '2026-03-20T09:00:00Z' });
  await api.accept('closeRelationship', { customerId: 'gone', reason: 'They left' });
});

async function found(search: string, more = ''): Promise<string[]> {
  const query = `query($search: String) { relationships(search: $search, orderBy: { field: NAME } ${more}) {
    edges { node { customerId } } } }`;
  const { relationships } = await api.ask<{ relationships: { edges: { node: { customerId: string } }[] } }>(query, {
    search,
  });
  return relationships.edges.map(({ node }) => node.customerId);
}

it.each([
  ['muller', ['C-0044', 'C-0042']],
  ['MÜL', ['C-0044', 'C-0042']],
  ['sohne gm', ['C-0042']],
  ['gmbh müller', ['C-0042']],
  ['lodz', ['C-0043']],
  ['c-004', ['C-0044', 'C-0042', 'C-0043']],
  ['0043', ['C-0043']],
  ['unnamed', ['unnamed-7']],
  // The middle of a word, and words of two customers.
  ['uller', []],
  ['muller lodz', []],
])('finds %s at the beginning of any word', async (search, customers) =>
  expect(await found(search)).toEqual(customers),
);

it('narrows a search by the filter, and does not narrow without a word', async () => {
  expect(await found('mull', 'filter: { includeClosed: true }')).toEqual(['C-0044', 'gone', 'C-0042']);
  expect(await found('mull', 'filter: { segment: "bakers" }')).toEqual(['C-0044']);
  expect(await found(' & ')).toHaveLength(BOOK.length - 1);
});

type Counts = {
  total: number;
  byBand: { band: string; count: number }[];
  byOwner: { owner: string | null; count: number }[];
  bySegment: { segment: string | null; count: number }[];
};
async function counted(args = ''): Promise<Counts> {
  const query = `{ counts: relationshipCounts${args === '' ? '' : `(${args})`} {
    total byBand { band count } byOwner { owner count } bySegment { segment count } } }`;
  return (await api.ask<{ counts: Counts }>(query)).counts;
}

it('counts what is listed, by who is responsible now, and each by what another choice would show', async () => {
  const all = await counted();
  expect(all).toMatchObject({
    total: 5,
    byOwner: [
      { owner: 'ana', count: 3 },
      { owner: null, count: 1 },
      { owner: 'ben', count: 1 },
    ],
    bySegment: [
      { segment: null, count: 2 },
      { segment: 'mills', count: 2 },
      { segment: 'bakers', count: 1 },
    ],
  });
  expect(all.byBand.map(({ band }) => band)).toEqual(['HEALTHY', 'WATCH', 'AT_RISK', 'INSUFFICIENT_EVIDENCE']);
  expect(all.byBand.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  expect(await counted('filter: { segment: "mills" }')).toMatchObject({
    total: 2,
    byOwner: [{ owner: 'ana', count: 2 }],
    bySegment: all.bySegment,
  });
  expect(await counted('search: "mull", filter: { owner: "ana", includeClosed: true }')).toMatchObject({
    total: 2,
    byOwner: [
      { owner: 'ana', count: 2 },
      { owner: 'carl', count: 1 },
    ],
  });
});

it('counts under the other filters what the list has', async () => {
  await api.accept('updateRelationship', { customerId: 'C-0042', renewsAt: '2026-06-01T00:00:00Z' });
  await api.accept('updateRelationship', { customerId: 'C-0043', value: { amount: 10, currency: 'EUR' } });
  const totals = [];
  for (const filter of [
    'renewsFrom: "2026-05-01T00:00:00Z"',
    'renewsBefore: "2026-05-01T00:00:00Z"',
    'renewsFrom: "2026-06-01T00:00:00Z", renewsBefore: "2026-06-02T00:00:00Z"',
    'valueAtLeast: { amount: 10, currency: "EUR" }',
    'valueAtLeast: { amount: 11, currency: "EUR" }',
  ])
    totals.push((await counted(`filter: { ${filter} }`)).total);
  expect(totals).toEqual([1, 0, 1, 1, 0]);
});

it('has the bands, the owners and the names of another time as of then', async () => {
  const later = '2033-03-10T09:00:00Z';
  expect((await counted(`asOf: "${later}"`)).byOwner).toEqual([
    { owner: 'ana', count: 2 },
    { owner: 'ben', count: 2 },
    { owner: null, count: 1 },
  ]);
  await api.accept('updateRelationship', { customerId: 'C-0043', name: 'Renamed' });
  expect([await found('renamed'), await found('lodz')]).toEqual([['C-0043'], []]);
  expect(await found('lodz', 'asOf: "2026-03-01T00:00:00Z"')).toEqual(['C-0043']);
  for (let day = 1; day <= 20; day += 1) {
    const promise = { customerId: 'C-0044', expectationId: `E${day}` };
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 10 + day, hour)).toISOString();
    await api.accept('setExpectation', { ...promise, occurredAt: at(9), dueAt: at(15) });
    await api.accept('meetExpectation', { ...promise, occurredAt: at(12) });
  }
  const before = await counted();
  api.setClock(later);
  // Time alone has moved somebody, and the counts by band follow.
  const after = await counted();
  expect(after.byBand).not.toEqual(before.byBand);
  expect(after.byBand).toEqual((await counted(`asOf: "${later}"`)).byBand);
  api.setClock('2026-03-10T09:00:00Z');
});

it('refuses a search that is longer than a name', async () => {
  const { codes } = await api.codes('query($s: String) { relationships(search: $s) { edges { cursor } } }', {
    s: 'x'.repeat(201),
  });
  expect(codes).toEqual(['BAD_USER_INPUT']);
});

it('tells the issues that are open', async () => {
  const issue = { customerId: 'C-0042', raisedBy: 'PROVIDER', severity: 'MAJOR', service: 'mail' };
  await api.accept('reportIssue', { ...issue, issueId: 'I', title: 'No mail' });
  await api.accept('reportIssue', { ...issue, issueId: 'solved' });
  await api.accept('resolveIssue', { customerId: 'C-0042', issueId: 'solved' });
  const { relationship } = await api.ask<{ relationship: object }>(
    '{ relationship(customerId: "C-0042") { openIssues { issueId title severity service toldAt contact { type } } } }',
  );
  expect(relationship).toEqual({
    openIssues: [
      {
        ...{ issueId: 'I', title: 'No mail', severity: 'MAJOR', service: 'mail', toldAt: null },
        contact: { type: 'IssueReported' },
      },
    ],
  });
});

it('forgets the words of a name with its erasure, also in the files', async () => {
  const isOnDisk = (word: string): boolean =>
    readdirSync(api.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .some(({ name, parentPath }) => readFileSync(join(parentPath, name)).includes(word));
  expect([await found('zwitscher'), isOnDisk('zwitscherling')]).toEqual([['nobodys'], true]);
  await api.accept('eraseCustomer', { customerId: 'nobodys' });
  expect([await found('zwitscher'), await found('erased'), await found('nobodys')]).toEqual([[], [], ['nobodys']]);
  expect(isOnDisk('zwitscherling')).toBe(false);
});

import { sql } from 'kysely';
import type { SqliteEventStore } from '#event-store';
import { until } from '../kit/until.js';
import { ApiUnderTest } from './api-under-test.js';
import { probe } from './probe.js';

// A limit on the pages of a file stands for a full disk: SQLite answers both in the same way.

let api: ApiUnderTest;
beforeEach(async () => {
  api = await ApiUnderTest.start();
});
afterEach(() => api.stop());

const LIST = '{ relationships(first: 200) { edges { node { customerId } } freshness { isCurrent } } }';
type List = { relationships: { edges: { node: { customerId: string } }[]; freshness: { isCurrent: boolean } } };
const list = async () => (await api.ask<List>(LIST)).relationships;
const listed = async () => (await list()).edges.map(({ node }) => node.customerId);

const NOTE = 'a note '.repeat(250);
const open = (customerId: string) => api.accept('openRelationship', { customerId });

describe('a full disk of the views', () => {
  const limit = (pages: string) => sql.raw(`pragma max_page_count = ${pages}`).execute(api.deployment.db);
  const fill = async () => {
    const { db } = api.deployment;
    // The free pages of the file would be used first.
    await sql`vacuum`.execute(db);
    await limit('1');
  };

  it('keeps no contact from being recorded, is said, and is over without a restart', async () => {
    await open('before');
    await fill();
    const { projector } = api.deployment;
    const recorded: string[] = [];
    for (let i = 0; projector.stuckOn === null; i += 1) {
      await open(`c-${i}`);
      recorded.push(`c-${i}`);
    }
    expect(projector.stuckOn).toBe('disk of the views is full');
    expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'degraded', degraded: ['VIEWS_FULL'] });
    expect(await probe(api, 'lists')).toMatchObject({ code: 200, degraded: ['VIEWS_FULL'] });
    // Nothing waits for views that cannot be written: the wait is refused before it begins.
    expect(await projector.waitWhileWorking(10n ** 9n, 600_000)).toBe(false);
    await open('during');
    expect(await listed()).toContain('before');
    expect(await listed()).not.toContain('during');
    expect((await list()).freshness.isCurrent).toBe(false);

    await limit('1000000');
    await until(() => projector.stuckOn === null);
    expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'ready' });
    await open('after');
    await until(async () => (await list()).freshness.isCurrent);
    expect((await listed()).sort()).toEqual(['before', ...recorded, 'during', 'after'].sort());
  });

  it('leaves lists with the rows as they are, where rows are due that cannot be written', async () => {
    const customers = Array.from({ length: 60 }, (_, i) => `c-${i}`);
    for (const customerId of customers) await open(customerId);
    const { db } = api.deployment;
    for (const table of ['relationships', 'standings', 'exposures'])
      await sql`delete from ${sql.table(table)} where customer_id <> 'c-0'`.execute(db);
    await sql`insert into pending select distinct customer_id from contacts`.execute(db);
    await fill();
    expect(await list()).toMatchObject({ edges: [{ node: { customerId: 'c-0' } }], freshness: { isCurrent: false } });
    await limit('1000000');
    expect((await list()).freshness.isCurrent).toBe(true);
    expect((await listed()).sort()).toEqual(customers.sort());
  });
});

it('is answered with STORAGE_FULL while the disk of the log is full, and what was acknowledged stays', async () => {
  const store = api.deployment.store as SqliteEventStore;
  const customerId = 'acme';
  await open(customerId);
  store.setQuota(1);
  const mutation = 'mutation($input: RecordCheckInInput!) { recordCheckIn(input: $input) { contact { contactId } } }';
  const record = () => api.codes(mutation, { input: { customerId, note: NOTE } });
  let acknowledged = 1;
  let answer = await record();
  for (; answer.codes.length === 0; answer = await record()) acknowledged += 1;
  expect(acknowledged).toBeLessThan(190);
  expect(answer.codes).toEqual(['STORAGE_FULL']);
  expect(await listed()).toEqual([customerId]);
  expect(await probe(api, 'ready')).toMatchObject({ code: 503, notReady: ['LOG_FULL'] });
  expect(await probe(api, 'lists')).toMatchObject({ code: 200, degraded: ['LOG_FULL'] });
  store.setQuota(null);
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'ready' });
  expect((await record()).codes).toEqual([]);
  const asked = `{ relationship(customerId: "${customerId}") { contacts(first: 200) { edges { node { contactId } } } } }`;
  type Asked = { relationship: { contacts: { edges: unknown[] } } };
  expect((await api.ask<Asked>(asked)).relationship.contacts.edges).toHaveLength(acknowledged + 1);
});

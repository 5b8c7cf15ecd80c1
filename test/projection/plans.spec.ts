// No statement of the views may read a big table from end to end: at a million contacts it would hold everybody up.
import { join } from 'node:path';
import pg from 'pg';
import { openDeployment, type Deployment } from '#deployment';
import { CALLS_OWED_ORDERS, RELATIONSHIP_ORDERS } from '#read-models';
import { DAY_MS } from '#relationship';
import type { NewEvent } from '#event-store';
import { benchHistory } from '../bench/history.js';
import { temporaryFolder } from '../kit/deployment.js';
import { listenToStatements, scannedInPostgres, scannedInSqlite, type Statement } from '../kit/statements.js';
import { storageIn } from '../kit/views.js';

const [RELATIONSHIPS, CONTACTS] = [2_000, 20_000];
const NOW = Date.UTC(2026, 11, 1);
const BIG_TABLES: ReadonlySet<string> = new Set([
  'contacts',
  'relationships',
  'standings',
  'exposures',
  'obligations',
  'promises_answered',
  'need_requests',
  'joined_ids',
  'name_words',
  'counted',
]);

/** Statements that may scan a big table, by a part of their text, and why. */
const MAY_SCAN: readonly (readonly [part: RegExp, why: string])[] = [
  [/^select "customer_id" from "joined_ids" where "unsettled"/, 'Once at a start.'],
  [/^\s*insert into "?pending"?/, 'Marks rows, once after a change of models or of the tables.'],
  [/from "counted" where \("closed" = 0 and exists/, 'Counts what a search finds that finds many, in a narrow table.'],
  [/from "counted" where 1 = 1 group by/, 'Counts of open and closed ones sum all of a narrow table, in its index.'],
  [
    /from \(select "need_id", count\("waiting_since"\)/,
    'The register sums all requests, in an index that covers them.',
  ],
];

const folder = temporaryFolder();
let heard: ReadonlyMap<string, Statement>;
beforeAll(async () => {
  const settings = await storageIn(folder.path);
  const listening = listenToStatements();
  const deployment = await openDeployment(settings, () => NOW);
  await fill(deployment);
  await use(deployment);
  await deployment.close();
  listening.stop();
  ({ heard } = listening);
}, 300_000);
afterAll(() => folder.remove());

async function fill({ store, projector, relationships, db }: Deployment): Promise<void> {
  const streams = new Map<string, NewEvent[]>();
  for (const { stream, event } of benchHistory(RELATIONSHIPS, CONTACTS)) {
    const events = streams.get(stream) ?? [];
    streams.set(stream, events);
    events.push(event);
  }
  await Promise.all([...streams].map(([stream, events]) => store.append(stream, events, 'none')));
  await projector.catchUp();
  await relationships.refresh();
  // A source identifies all its customers.
  const ids = Array.from({ length: RELATIONSHIPS }, (_, index) => `customer-${index}`);
  const joined = ids.map((id) => ({ customer_id: `desk:${id}`, leads_to: id, unsettled: 0 }));
  await db.insertInto('joined_ids').values(joined).execute();
}

/** All that a server does with its views, in each of its forms. */
async function use({ log, projector, relationships, watcher, views }: Deployment): Promise<void> {
  const record = (type: string, input: object) =>
    log.record({ type, input, recordedBy: 'test', correlationId: 'test' });
  await record('RelationshipOpened', { customerId: 'live', owner: 'owner-1' });
  for (const about of [{ needId: 'N', need: 'Reports' }, {}])
    await record('RequestReceived', {
      customerId: 'live',
      requestId: `R${Object.keys(about).length}`,
      asked: 'a',
      ...about,
    });
  await record('RelationshipOpened', { customerId: 'other' });
  await record('RelationshipsMerged', { customerId: 'live', absorbedId: 'other' });
  await record('CustomerIdentified', { customerId: 'live', externalId: 'desk:7' });
  await projector.catchUp();
  await watcher.look(undefined, async () => undefined);
  await projector.catchUp();
  await relationships.refresh();
  const filters = [
    {},
    { owner: 'owner-1' },
    { segments: ['segment-1'] },
    { bands: ['AT_RISK'] as const },
    { band: 'AT_RISK' as const },
  ];
  for (const field of RELATIONSHIP_ORDERS)
    for (const direction of ['ASC', 'DESC'] as const)
      for (const filter of filters) {
        const query = { first: 20, now: NOW, filter, orderBy: { field, direction } } as Parameters<
          typeof views.relationships
        >[0];
        const { rows } = await views.relationships(query);
        const after = rows.at(-1)?.cursor;
        if (after !== undefined) await views.relationships({ ...query, after });
      }
  await search(views);
  for (const orderBy of CALLS_OWED_ORDERS)
    for (const narrowed of [{}, { owner: 'owner-1' }, { kinds: ['DELIVER'] as const }, { dueWithinMinutes: 60 }]) {
      const query = { first: 20, now: NOW, orderBy, ...narrowed };
      const { rows } = await views.callsOwed(query);
      const after = rows.at(-1)?.cursor;
      if (after !== undefined) await views.callsOwed({ ...query, after });
    }
  const scope = { answeredBy: ['owner-1'], at: NOW };
  for (const filter of [
    {},
    { types: ['CheckInHeld'] },
    { occurredFrom: NOW - 300 * DAY_MS },
    { knownAt: NOW },
    { customerId: 'other' },
    { scope },
  ]) {
    const { rows } = await views.contacts({ first: 20, filter });
    const after = rows.at(-1)?.cursor;
    if (after !== undefined) await views.contacts({ first: 20, filter, after });
  }
  await views.needs({ first: 20 });
  await views.need('N');
  await views.waitingFor(['N']);
  await views.askersOf('N');
  await views.recordedNeeds();
  await views.unfinishedFulfilments();
  await views.unsettledIds();
  await views.customersHeldBy(['owner-1']);
  for await (const _chunk of views.customers({}, NOW)) break;
}

/** Searches that find few, many, and many that few of are what is asked for; and counts under every filter. */
async function search(views: Deployment['views']): Promise<void> {
  const from = { renewsFrom: NOW, renewsBefore: NOW + DAY_MS };
  const scope = { answeredBy: ['owner-1'], at: NOW };
  for (const search of ['customer-17', 'customer', 'customer c 17', 'nobody'])
    for (const filter of [{ search }, { search, owner: 'owner-1' }, { search, scope }]) {
      for (const field of RELATIONSHIP_ORDERS) {
        const query = { first: 20, now: NOW, filter, orderBy: { field, direction: 'ASC' } } as const;
        const { rows } = await views.relationships(query);
        const after = rows.at(-1)?.cursor;
        if (after !== undefined) await views.relationships({ ...query, after });
      }
      await views.relationshipCounts(filter, NOW);
      await views.relationshipCounts({ ...filter, ...from }, NOW);
    }
  await views.relationshipCounts({}, NOW);
  await views.relationshipCounts({ includeClosed: true }, NOW);
  await views.relationshipCounts({ scope }, NOW);
  await views.relationshipCounts(from, NOW);
  await views.relationshipCounts({ valueAtLeast: { currency: 'EUR', amount: 1 } }, NOW);
}

/** The big tables that each statement reads from end to end, by statement. */
async function scans(): Promise<readonly (readonly [sql: string, tables: readonly string[]])[]> {
  const { viewsUrl } = await storageIn(folder.path);
  const statements = [...heard.values()];
  if (viewsUrl === undefined)
    return statements.map((each) => [each.sql, scannedInSqlite(join(folder.path, 'views.db'), each)]);
  const client = new pg.Client({ connectionString: viewsUrl });
  await client.connect();
  try {
    // Vacuumed too: whether Postgres had done so by itself meanwhile changed its plans, and with them the outcome.
    await client.query('vacuum analyze');
    // The tables of this test are small. What is asked is whether an index can be used.
    await client.query('set enable_seqscan = off');
    const found: (readonly [string, readonly string[]])[] = [];
    for (const each of statements) found.push([each.sql, await scannedInPostgres(client, each)]);
    return found;
  } finally {
    await client.end();
  }
}

it('reads no big table from end to end', async () => {
  const all = await scans();
  expect(all.length).toBeGreaterThan(100);
  const found = all
    .map(([sql, tables]) => ({ sql: sql.slice(0, 400), tables: tables.filter((table) => BIG_TABLES.has(table)) }))
    .filter(({ sql, tables }) => tables.length > 0 && !MAY_SCAN.some(([part]) => part.test(sql)));
  expect(found).toEqual([]);
}, 60_000);

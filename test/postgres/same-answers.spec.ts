import type { Deployment } from '#deployment';
import { openDeployment } from '#deployment';
import { RELATIONSHIP_ORDERS, type ObligationQuery } from '#read-models';
import { type ContactType, DAY_MS, type FactsIn, toIso } from '#relationship';
import { temporaryFolder } from '../kit/deployment.js';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';

// What a list shows, in which order and behind which cursor, does not depend on the database.

const NOW = Date.UTC(2026, 5, 1);
/** As bytes they stand in another order than in any dictionary. */
const NAMES = [
  'alpha',
  'Beta',
  'beta',
  'Äpfel',
  'zeta',
  'Zeta',
  'a b',
  'a-b',
  'a_b',
  'ab',
  'éclair',
  '10',
  '9',
  '東京',
];

const folder = temporaryFolder();
let server: PostgresServer;
let both: [sqlite: Deployment, postgres: Deployment];

beforeAll(async () => {
  server = await PostgresServer.shared();
  const viewsUrl = await server.createDatabase(databaseNamed(folder.path));
  const sqlite = await openDeployment({ dataDir: folder.path }, () => NOW);
  await fill(sqlite);
  both = [sqlite, await openDeployment({ dataDir: folder.path, viewsUrl }, () => NOW)];
  for (const { projector } of both) await projector.catchUp();
});
afterAll(async () => {
  for (const deployment of both) await deployment.close();
  await server.dropDatabase(databaseNamed(folder.path));
  folder.remove();
});

async function fill({ log }: Deployment): Promise<void> {
  const record = async <T extends ContactType>(
    type: T,
    daysAgo: number,
    facts: FactsIn<T> & { customerId: string },
  ) => {
    const input = { occurredAt: toIso(NOW - Math.round(daysAgo * DAY_MS)), ...facts };
    expect((await log.record({ type, input, recordedBy: 'test', correlationId: 'test' })).refusals).toEqual([]);
  };
  for (const [index, name] of NAMES.entries()) {
    const customerId = `${name}`;
    await record('RelationshipOpened', 40, { customerId, name, owner: index % 2 ? 'ana' : 'Ben', cadenceDays: 30 });
    await record('CheckInHeld', 20 - index, { customerId });
    const dueAt = toIso(NOW + Math.round((index - 5.3) * 0.37 * DAY_MS));
    await record('ExpectationSet', 10, { customerId, expectationId: 'E', dueAt });
    if (index % 3 === 0)
      await record('RequestReceived', 3, {
        customerId,
        requestId: 'R',
        needId: `N${index % 2}`,
        requesterRole: 'EXECUTIVE',
      });
  }
}

type Paged = {
  readonly rows: readonly { readonly row: object; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

/** All of a list, by pages of three, with the cursor of every row. */
async function whole(page: (after: string | null) => Promise<Paged>): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let after: string | null = null; ;) {
    const { rows, hasNextPage }: Paged = await page(after);
    all.push(...rows);
    if (!hasNextPage) return all;
    after = rows.at(-1)?.cursor ?? null;
  }
}

const ofBoth = (list: (deployment: Deployment) => Promise<unknown[]>) => Promise.all(both.map(list));

it.each(RELATIONSHIP_ORDERS.flatMap((field) => [[field, 'ASC'] as const, [field, 'DESC'] as const]))(
  'relationships ordered by %s, %s',
  async (field, direction) => {
    const [sqlite, postgres] = await ofBoth(({ views }) =>
      whole((after) => views.relationships({ first: 3, after, orderBy: { field, direction }, now: NOW })),
    );
    expect(sqlite).toHaveLength(NAMES.length);
    expect(postgres).toEqual(sqlite);
  },
);

it.each<Partial<ObligationQuery>>([
  {},
  { owner: 'ana' },
  { kinds: ['DELIVER', 'HEADS_UP'] },
  { dueWithinMinutes: 600 },
])('calls owed: %j', async (query) => {
  const [sqlite, postgres] = await ofBoth(({ views }) =>
    whole((after) => views.callsOwed({ ...query, first: 3, after, now: NOW })),
  );
  expect(sqlite?.length).toBeGreaterThan(2);
  expect(postgres).toEqual(sqlite);
});

it.each(['a', 'a b', 'apfel', 'eclair', 'bet', '東', 'nothing'])('a search for %s, and its counts', async (search) => {
  const [sqlite, postgres] = await ofBoth(({ views }) =>
    whole((after) => views.relationships({ first: 3, after, filter: { search }, now: NOW })),
  );
  expect(sqlite?.length).toBe({ nothing: 0, a: 6, bet: 2, 'a b': 3 }[search] ?? 1);
  expect(postgres).toEqual(sqlite);
  const [counts, countsToo] = await Promise.all(both.map(({ views }) => views.relationshipCounts({ search }, NOW)));
  expect(counts?.total).toBe(sqlite?.length);
  expect(countsToo).toEqual(counts);
});

it('needs and contacts', async () => {
  const [needs, needsToo] = await ofBoth(({ views }) => whole((after) => views.needs({ first: 1, after })));
  expect(needs).toHaveLength(2);
  expect(needsToo).toEqual(needs);
  const [contacts, contactsToo] = await ofBoth(({ views }) => whole((after) => views.contacts({ first: 3, after })));
  expect(contacts?.length).toBeGreaterThan(3 * NAMES.length);
  expect(contactsToo).toEqual(contacts);
});

import { sql } from 'kysely';
import { ALWAYS_LEADER, openPostgresViews, type RelationshipViews } from '#read-models';
import { until } from '../kit/until.js';
import { SharedViews, type Member } from './shared-views.js';

/** As long as anybody should be without new rows. */
const TAKE_OVER_WITHIN_MS = 5_000;

let views: SharedViews;
beforeEach(async () => (views = await SharedViews.make()));
afterEach(() => views.dispose());

const leaders = (members: readonly Member[]): Member[] => members.filter(({ projector }) => projector.leads);
const positions = (count: number): bigint[] => Array.from({ length: count }, (_, i) => BigInt(i + 1));
const startThree = async (): Promise<Member[]> => {
  const members = [await views.start(), await views.start(), await views.start()];
  await until(() => leaders(members).length === 1);
  return members;
};

it('is prepared once, however many start at once', async () => {
  const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgresViews(views.url)));
  const [db] = opened;
  const { rows } = await sql`select name from kysely_migration order by name`.execute(db as (typeof opened)[0]);
  await Promise.all(opened.map((each) => each.destroy()));
  expect(rows).toContainEqual({ name: '0001_first' });
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
});

it('is done by one of several, and all of them hear of everything once and in order', async () => {
  const members = await startThree();
  for (const member of members) await views.record(member, 10);
  for (const { projector } of members) expect(await projector.waitFor(30n, TAKE_OVER_WITHIN_MS)).toBe(true);
  await until(() => members.every(({ heard }) => heard.length >= 30));
  expect(members.map(({ heard }) => heard)).toEqual(members.map(() => positions(30)));
  expect(leaders(members)).toHaveLength(1);
  await members[0]?.relationships.refresh();
  expect(await views.rows((members[0] as Member).db)).toEqual(await views.rowsOfOne());
});

it('is heard of without notifications, too', async () => {
  const members = await startThree();
  await sql`alter table checkpoint disable trigger checkpoint_moved`.execute((members[0] as Member).db);
  await views.record(members[1] as Member, 12);
  await until(() => members.every(({ heard }) => heard.length >= 12));
  expect(members.map(({ heard }) => heard)).toEqual(members.map(() => positions(12)));
});

it('is taken over when the one that leads goes, or its session is ended', async () => {
  const members = await startThree();
  await views.record(members[0] as Member, 5);
  const [first] = leaders(members);
  await first?.projector.stop();
  const left = members.filter((member) => member !== first);
  expect(await left[0]?.projector.waitFor(await views.record(left[0], 5), TAKE_OVER_WITHIN_MS)).toBe(true);

  const [second] = leaders(left);
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
    and database = (select oid from pg_database where datname = current_database())`.execute(
    second?.db as Member['db'],
  );
  expect(await left[1]?.projector.waitFor(await views.record(left[1], 5), TAKE_OVER_WITHIN_MS)).toBe(true);
  await until(() => left.every(({ heard }) => heard.length >= 15));
  expect(left.map(({ heard }) => heard)).toEqual(left.map(() => positions(15)));
  expect(left.flatMap(({ failures }) => failures)).toEqual([]);
});

it('changes nothing twice where several believe that it is theirs', async () => {
  const members = [
    await views.start(ALWAYS_LEADER),
    await views.start(ALWAYS_LEADER),
    await views.start(ALWAYS_LEADER),
  ];
  await Promise.all(members.map((member) => views.record(member, 20)));
  // Openings that two recorded at the same moment are on record once.
  const last = Number(await views.store.head());
  await until(() => members.every(({ heard }) => heard.length >= last));
  expect(members.map(({ heard }) => heard)).toEqual(members.map(() => positions(last)));
  await members[0]?.relationships.refresh();
  expect(await views.rows((members[0] as Member).db)).toEqual(await views.rowsOfOne());
  expect(members.flatMap(({ failures }) => failures)).toEqual([]);
});

it('changes nothing where one goes on after it stood still and another took over', async () => {
  let goOn: () => void = () => undefined;
  const still = new Promise<void>((resolve) => (goOn = resolve));
  /** Stands still between reading the log and writing the rows. */
  const standingStill = (relationships: RelationshipViews): RelationshipViews =>
    Object.assign(Object.create(relationships) as RelationshipViews, {
      async read(customerIds: readonly string[]) {
        const read = await relationships.read(customerIds);
        await still;
        return read;
      },
    });
  const paused = await views.start(ALWAYS_LEADER, standingStill);
  await views.record(paused, 4);
  const other = await views.start(ALWAYS_LEADER);
  const last = await views.record(other, 20);
  expect(await other.projector.waitFor(last, TAKE_OVER_WITHIN_MS)).toBe(true);
  const before = await views.rows(other.db);
  goOn();
  await until(() => paused.heard.length >= 24);
  expect(paused.heard).toEqual(positions(24));
  expect(await views.rows(other.db)).toEqual(before);
});

it('reads every row by the model that is active, whichever of several brings it up to the present', async () => {
  const members = await startThree();
  await views.record(members[0] as Member, 20);
  await members[1]?.models.shadowShipped();
  const activation = { modelId: 'trust-beta/2', reason: 'it is better' };
  const by = { recordedBy: 'test', correlationId: 'test' };
  const answer = await members[1]?.models.record({ type: 'ModelActivated', data: activation, ...by });
  expect(answer?.refusals).toEqual([]);
  const position = answer?.recorded?.position ?? 0n;
  for (const { projector } of members) expect(await projector.waitUntilTold(position, TAKE_OVER_WITHIN_MS)).toBe(true);
  await Promise.all(members.map(({ relationships }) => relationships.refresh()));
  const rows = await members[2]?.db.selectFrom('relationships').select('model').distinct().execute();
  expect(rows).toEqual([{ model: 'trust-beta/2' }]);
  expect(members.map(({ models }) => models.activeFor(null).id)).toEqual(members.map(() => 'trust-beta/2'));
});

it('begins anew where somebody deleted the views, and tells nobody twice', async () => {
  const members = await startThree();
  const { db, projector } = members[0] as Member;
  expect(await projector.waitFor(await views.record(members[0] as Member, 20), TAKE_OVER_WITHIN_MS)).toBe(true);
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('checkpoint').set({ position: 0 }).where('name', '=', 'views').execute();
    for (const table of ['contacts', 'relationships', 'standings', 'obligations'] as const)
      await trx.deleteFrom(table).execute();
  });
  await views.record(members[1] as Member, 5);
  await until(() => members.every(({ heard }) => heard.length >= 25));
  expect(members.map(({ heard }) => heard)).toEqual(members.map(() => positions(25)));
  await until(async () => (await db.selectFrom('contacts').select('position').execute()).length === 25);
  await members[0]?.relationships.refresh();
  expect(await views.rows(db)).toEqual(await views.rowsOfOne());
  expect(members.flatMap(({ failures }) => failures)).toEqual([]);
});

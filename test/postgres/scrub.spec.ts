import { sql } from 'kysely';
import type { Deployment } from '#deployment';
import type { ViewsDatabase } from '#read-models';
import type { ContactType, FactsIn } from '#relationship';
import { temporaryFolder, within } from '../kit/deployment.js';
import { until } from '../kit/until.js';
import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();

const CANARY = 'Canary-Zwitscherling';
/** As it is searched. */
const WORD = 'zwitscherling';
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Whether it stands in the file of a table of names or of one of its indexes, visible or not. */
async function isInFiles(db: ViewsDatabase): Promise<boolean> {
  await sql`checkpoint`.execute(db);
  const { rows } = await sql<{ found: boolean }>`select bool_or(
      position(${CANARY}::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0
        or position(${WORD}::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0) as found
    from (select unnest(array['relationships'::regclass, 'name_words'::regclass]) as oid
      union select indexrelid from pg_index
        where indrelid in ('relationships'::regclass, 'name_words'::regclass)) as files`.execute(db);
  return rows[0]?.found ?? false;
}

const record = async <T extends ContactType>(
  { log }: Deployment,
  type: T,
  customerId: string,
  facts?: FactsIn<T>,
): Promise<void> => {
  await log.record({ type, input: { customerId, ...facts }, recordedBy: 'test', correlationId: 'test' });
};

it('takes an erased name out of the files, or makes up for it where somebody still sees the old rows', () =>
  within(folder.path, async (deployment) => {
    const { db, projector } = deployment;
    for (const customerId of ['erased', 'kept'])
      await record(deployment, 'RelationshipOpened', customerId, { name: CANARY });
    await record(deployment, 'RelationshipUpdated', 'kept', { name: 'Kept' });
    await record(deployment, 'RelationshipUpdated', 'erased', { name: `${CANARY} by another name` });
    await projector.catchUp();
    expect(await isInFiles(db)).toBe(true);

    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (reader) => {
        await reader.selectFrom('relationships').selectAll().execute();
        await record(deployment, 'CustomerErased', 'erased');
        await projector.catchUp();
        expect(await isInFiles(db)).toBe(true);
      });
    // Every commit is another attempt: Postgres's own tidying may be in the way of one.
    let others = 0;
    await until(async () => {
      await record(deployment, 'RelationshipOpened', `other-${(others += 1)}`);
      await projector.catchUp();
      return !(await isInFiles(db));
    });
    const names = await db.selectFrom('relationships').select('name').orderBy('customer_id').limit(2).execute();
    expect(names.map(({ name }) => name)).toEqual(['[erased]', 'Kept']);
  }));

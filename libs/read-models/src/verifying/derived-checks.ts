import { sql } from 'kysely';
import { countsByWeek } from '../forecasts/answers.js';
import { learnFrom } from '../forecasts/forecasts.js';
import type { ViewsDatabase } from '../database/database.js';
import { shown, type Difference } from './differences.js';

// What follows from other tables of the views, or from what process wrote them.

/** The sums of answers, from the rows that they count. The rows themselves are compared with the log. */
export async function sumAnswers(shadow: ViewsDatabase): Promise<void> {
  await shadow.deleteFrom('answers_by_week').execute();
  await sql`insert into answers_by_week (week, group_name, kept, missed)
    select known_week, group_name, sum(1 - missed), sum(missed) from served.promises_answered
    group by known_week, group_name`.execute(shadow);
}

/** Calibrations that the answers do not teach. One with another number of answers was learned before late contacts. */
export async function calibrationDifferences(served: ViewsDatabase): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { week, answers, curve } of await served
    .selectFrom('calibrations')
    .selectAll()
    .orderBy('week')
    .execute()) {
    const counts = await countsByWeek(served, week);
    if (counts.reduce((sum, { kept, missed }) => sum + kept + missed, 0) !== answers) continue;
    const learned = await learnFrom(served, week, counts);
    if (curve !== (learned === null ? null : JSON.stringify(learned)))
      found.push({ table: 'calibrations', row: `week ${week}`, says: 'the curve is not what the answers teach' });
  }
  return found;
}

/** @param activatedAt log position of the last change of an active model; 0 if there was none */
export async function checkpointDifferences(
  served: ViewsDatabase,
  position: number,
  activatedAt: number,
): Promise<Difference[]> {
  const row = await served.selectFrom('checkpoint').select('position').where('name', '=', 'models').executeTakeFirst();
  const models = row === undefined ? 0 : row.position;
  if (models >= activatedAt && models <= position && (activatedAt > 0 || models === 0)) return [];
  const says = `position is ${shown(row?.position)}, and the last change of models is at ${activatedAt}`;
  return [{ table: 'checkpoint', row: 'name "models"', says }];
}

/** Work that is noted for customers who are not in the log. */
export async function strayNotes(served: ViewsDatabase): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const table of ['pending', 'to_watch'] as const) {
    const { rows } = await sql<{ customer_id: string }>`select customer_id from ${sql.table(table)} as noted
      where not exists (select 1 from contacts where contacts.customer_id = noted.customer_id)
      order by customer_id limit 1`.execute(served);
    for (const { customer_id } of rows)
      found.push({ table, row: `customer_id ${shown(customer_id)}`, says: 'the customer is not in the log' });
  }
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from answers_changed`.execute(served);
  if ((rows[0]?.rows ?? 0) > 1)
    found.push({ table: 'answers_changed', row: 'row 2', says: 'there is more than one row' });
  return found;
}

/** Tables, indexes and triggers that are not as this release makes them. Of views in an SQLite file only. */
export async function schemaDifferences(shadow: ViewsDatabase): Promise<Difference[]> {
  const mine = sql`select name, sql from main.sqlite_schema where sql is not null and name <> 'left_out'`;
  const theirs = sql`select name, sql from served.sqlite_schema where sql is not null`;
  const { rows } = await sql<{ name: string; says: string }>`
    select name, 'is missing, or not as this release makes it' as says from (${mine} except ${theirs})
    union all select name, 'is not of this release' from (${theirs} except ${mine})
      where name not in (select name from main.sqlite_schema) order by name`.execute(shadow);
  return rows.map(({ name, says }) => ({ table: 'sqlite_schema', row: `name ${shown(name)}`, says }));
}

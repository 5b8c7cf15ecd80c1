import { mondayOf, MOST_ANSWERS, type AnsweredPromise, type WeekCount } from '#trust';
import type { ViewsDatabase } from '../database/database.js';

/** The answers of all customers by group and week, of the weeks before this one. */
export async function countsByWeek(db: ViewsDatabase, week: number): Promise<WeekCount[]> {
  const rows = await db
    .selectFrom('answers_by_week')
    .selectAll()
    .where('week', '<', week)
    .orderBy('week')
    .orderBy('group_name')
    .execute();
  return rows.map(({ group_name, ...row }) => ({ ...row, group: group_name || null }));
}

/** The latest answers that were known when the week began, the oldest first. */
export async function latestAnswers(db: ViewsDatabase, week: number): Promise<AnsweredPromise[]> {
  const rows = await db
    .selectFrom('promises_answered')
    .selectAll()
    .where('known_at', '<', mondayOf(week))
    .orderBy('known_at', 'desc')
    .orderBy('customer_id', 'desc')
    .orderBy('expectation_id', 'desc')
    .limit(MOST_ANSWERS)
    .execute();
  return rows.reverse().map((row) => ({
    expectationId: row.expectation_id,
    group: row.group_name || null,
    missed: row.missed === 1,
    knownAt: row.known_at,
    askedWeek: row.asked_week,
    keptBefore: row.kept_before,
    missedBefore: row.missed_before,
  }));
}

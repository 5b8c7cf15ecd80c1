import { sql, type Transaction } from 'kysely';
import type { Timeline } from '#relationship';
import { answeredPromises, weekOf } from '#trust';
import type { PromisesAnsweredTable, ViewsSchema } from '../database/database.js';
import { insertMany } from './bulk.js';

/** The answered promises of a relationship. None after an erasure. */
export function answerRows(timeline: Timeline, now: number): PromisesAnsweredTable[] {
  if (timeline.erasure !== null) return [];
  return answeredPromises(timeline, now).map((each) => ({
    customer_id: timeline.customerId,
    expectation_id: each.expectationId,
    group_name: each.group ?? '',
    missed: each.missed ? 1 : 0,
    known_at: each.knownAt,
    known_week: weekOf(each.knownAt),
    asked_week: each.askedWeek,
    kept_before: each.keptBefore,
    missed_before: each.missedBefore,
  }));
}

/**
 * Replaces the answers of these customers, and changes the counts of each week by the difference. Call it in the transaction
 * that writes their rows, which excludes other writers. @param now milliseconds since the epoch
 */
export async function writeAnswers(
  trx: Transaction<ViewsSchema>,
  customerIds: readonly string[],
  rows: readonly PromisesAnsweredTable[],
  now: number,
): Promise<void> {
  const before = await trx
    .selectFrom('promises_answered')
    .selectAll()
    .where('customer_id', 'in', customerIds)
    .execute();
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const added: PromisesAnsweredTable[] = [];
  for (const row of rows) {
    const old = known.get(keyOf(row));
    if (old !== undefined && isSame(old, row)) known.delete(keyOf(row));
    else added.push(row);
  }
  const removed = [...known.values()];
  for (const { customer_id, expectation_id } of removed)
    await trx
      .deleteFrom('promises_answered')
      .where('customer_id', '=', customer_id)
      .where('expectation_id', '=', expectation_id)
      .execute();
  await insertMany(trx, 'promises_answered', added);
  await count(trx, differenceOf(removed, added), weekOf(now));
}

type Difference = { readonly week: number; readonly group: string; kept: number; missed: number };

function differenceOf(
  removed: readonly PromisesAnsweredTable[],
  added: readonly PromisesAnsweredTable[],
): readonly Difference[] {
  const differences = new Map<string, Difference>();
  const note = ({ known_week, group_name, missed }: PromisesAnsweredTable, by: number) => {
    const key = `${known_week} ${group_name}`;
    const difference = differences.get(key) ?? { week: known_week, group: group_name, kept: 0, missed: 0 };
    difference[missed === 1 ? 'missed' : 'kept'] += by;
    differences.set(key, difference);
  };
  for (const row of removed) note(row, -1);
  for (const row of added) note(row, 1);
  return [...differences.values()].filter(({ kept, missed }) => kept !== 0 || missed !== 0);
}

async function count(
  trx: Transaction<ViewsSchema>,
  differences: readonly Difference[],
  current: number,
): Promise<void> {
  for (const { week, group, kept, missed } of differences) {
    await trx
      .insertInto('answers_by_week')
      .values({ week, group_name: group, kept, missed })
      .onConflict((conflict) =>
        conflict.columns(['week', 'group_name']).doUpdateSet((row) => ({
          kept: sql<number>`${row.ref('answers_by_week.kept')} + ${row.ref('excluded.kept')}`,
          missed: sql<number>`${row.ref('answers_by_week.missed')} + ${row.ref('excluded.missed')}`,
        })),
      )
      .execute();
    if (kept < 0 || missed < 0)
      await trx
        .deleteFrom('answers_by_week')
        .where('week', '=', week)
        .where('group_name', '=', group)
        .where('kept', '=', 0)
        .where('missed', '=', 0)
        .execute();
  }
  if (differences.some(({ week }) => week < current))
    await trx
      .updateTable('answers_changed')
      .set(({ ref }) => ({ times: sql<number>`${ref('times')} + 1` }))
      .execute();
}

const keyOf = ({ customer_id, expectation_id }: PromisesAnsweredTable): string =>
  JSON.stringify([customer_id, expectation_id]);

const isSame = (a: PromisesAnsweredTable, b: PromisesAnsweredTable): boolean =>
  a.group_name === b.group_name &&
  a.missed === b.missed &&
  a.known_at === b.known_at &&
  a.asked_week === b.asked_week &&
  a.kept_before === b.kept_before &&
  a.missed_before === b.missed_before;

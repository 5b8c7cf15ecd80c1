import { obligationsOf } from '#relationship';
import type { ViewsDatabase } from '#read-models';
import { rowsOf, type Row, type Tables } from '../tables.js';
import type { Remains } from './remains.js';

/** Tables whose rows are the same whenever they were made, but for these columns: by what their rows are told apart. */
const COMPARED: Readonly<Record<string, { readonly key: readonly string[]; readonly but?: readonly string[] }>> = {
  of_log: { key: ['one'] },
  contacts: { key: ['position'] },
  relationships: { key: ['customer_id'], but: ['read_at'] },
  standings: { key: ['customer_id'], but: ['assessed_at', 'reassess_at', 'score', 'lower', 'lapses'] },
  counted: { key: ['customer_id'] },
  name_words: { key: ['customer_id', 'word'] },
  exposures: { key: ['customer_id'], but: ['position'] },
  obligations: { key: ['customer_id', 'obligation_id'], but: ['points', 'promise', 'deferred_until', 'marked'] },
  promises_answered: { key: ['customer_id', 'expectation_id'] },
  need_requests: { key: ['customer_id', 'need_id'] },
  parked: { key: ['position'] },
  pending: { key: ['customer_id'] },
};
/** What a list shows of a score that was assessed earlier. */
const SCORE_IS_RIGHT_TO = 0.1;

/** The views hold what a rebuild from the log makes, and nothing is parked. */
export async function ofViews({ tables, judge, now }: Remains): Promise<readonly string[]> {
  const broken: string[] = [];
  const readAt = new Map(
    (await rowsOf(tables.lived, 'relationships')).map((row) => [row['customer_id'], row['read_at']]),
  );
  for (const [table, { key, but = [] }] of Object.entries(COMPARED)) {
    const [lived, rebuilt] = await bothOf(tables, table, key);
    // A promise that was put off, or whose relationship is closed, is answered as its first due time passes, but its row is
    // written only when the relationship is next read: see the README.
    const isReadSince = (row: Row) =>
      table !== 'promises_answered' || Number(row['known_at']) < Number(readAt.get(row['customer_id'] ?? '') ?? 0);
    const without = (row: Row) => JSON.stringify(Object.entries(row).filter(([column]) => !but.includes(column)));
    broken.push(
      ...differences(table, lived.map(without), rebuilt.map(without), rebuilt.filter(isReadSince).map(without)),
    );
  }
  broken.push(...(await scoresOff(tables)), ...(await sumsOff(tables)));
  for (const row of await rowsOf(tables.lived, 'parked')) broken.push(`parked: ${JSON.stringify(row)}`);
  for (const { customer_id: customerId } of await rowsOf(tables.lived, 'relationships'))
    broken.push(...(await notOwed(tables.lived, `${customerId}`, judge, now)));
  return broken;
}

const bothOf = async (tables: Tables, table: string, key: readonly string[]) =>
  [await rowsOf(tables.lived, table, key), await rowsOf(tables.rebuilt, table, key)] as const;

/** @param needed the rows of the rebuilt that must be among the others; left out: all */
function* differences(
  table: string,
  lived: readonly string[],
  rebuilt: readonly string[],
  needed = rebuilt,
): Iterable<string> {
  const [inLived, inRebuilt] = [new Set(lived), new Set(rebuilt)];
  for (const row of lived) if (!inRebuilt.has(row)) yield `${table} holds ${row}, and a rebuild does not`;
  for (const row of needed) if (!inLived.has(row)) yield `${table} lacks ${row}, and a rebuild has it`;
}

async function scoresOff(tables: Tables): Promise<readonly string[]> {
  const [lived, rebuilt] = await bothOf(tables, 'standings', ['customer_id']);
  const scores = new Map(rebuilt.map((row) => [row['customer_id'], Number(row['score'])]));
  return lived.flatMap((row) => {
    const score = scores.get(row['customer_id']) ?? NaN;
    const isRight = Math.abs(Number(row['score']) - score) <= SCORE_IS_RIGHT_TO;
    return isRight ? [] : [`the score of ${row['customer_id']} is ${row['score']}, and by a rebuild ${score}`];
  });
}

async function sumsOff({ lived }: Tables): Promise<readonly string[]> {
  const sums = new Map<string, { kept: number; missed: number }>();
  for (const row of await rowsOf(lived, 'promises_answered')) {
    const of = `${row['known_week']} ${row['group_name']}`;
    const sum = sums.get(of) ?? { kept: 0, missed: 0 };
    sum[row['missed'] === 1 ? 'missed' : 'kept'] += 1;
    sums.set(of, sum);
  }
  const counted = (await rowsOf(lived, 'answers_by_week')).filter((row) => row['kept'] !== 0 || row['missed'] !== 0);
  return [
    ...differences(
      'the count of answers',
      counted.map((row) => `${row['week']} ${row['group_name']}: ${row['kept']} ${row['missed']}`),
      [...sums].map(([of, { kept, missed }]) => `${of}: ${kept} ${missed}`),
    ),
  ];
}

/** What a fresh fold of the facts says is owed is what the list of obligations holds. */
async function notOwed(
  db: ViewsDatabase,
  customerId: string,
  { node: { log, models } }: Remains['judge'],
  now: number,
): Promise<readonly string[]> {
  const timeline = await log.wholeTimelineOf(customerId);
  if (timeline === null) return [`${customerId} is in the views alone`];
  const { calendar } = models.activeFor(timeline.profile?.segment ?? null);
  const owed = obligationsOf(timeline, now, calendar).map(({ id, dueAt }) => `${id} by ${dueAt}`);
  const rows = (await rowsOf(db, 'obligations')).filter((row) => row['customer_id'] === customerId);
  const listed = rows.map((row) => `${row['obligation_id']} by ${row['due_at']}`);
  return [...differences(`what ${customerId} is owed`, listed, owed)];
}

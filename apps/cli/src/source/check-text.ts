import { toDay } from '#relationship';
import { count, textTable } from '../terminal/text-table.js';
import type { Checked } from './checked.js';

/** What a check of a source found, for people. */
export function checkText({ source, summary, checked, first, bad }: Checked): string {
  const { rows, customers, recorders, from, until, types, empty } = summary;
  const days = from === null || until === null ? 'without any time' : `${toDay(from)} to ${toDay(until)}`;
  return [
    `${source}: ${count(rows)} contacts of ${count(customers)} customers, ${days}, ${recorders === 0 ? 'no recorder named' : `${count(recorders)} recorders`}.`,
    '',
    textTable(
      ['type', 'rows'],
      types.map((each) => [each.type ?? '(empty)', count(each.rows)]),
    ),
    '',
    textTable(
      ['column', 'empty', 'share'],
      empty.map((each) => [each.column, count(each.rows), `${Math.round((100 * each.rows) / Math.max(rows, 1))} %`]),
    ),
    '',
    `The first ${first.length} as they would be:`,
    ...first.map(({ row, type, recordedAt, recordedBy, facts }) =>
      [
        `  row ${row}: ${type} ${JSON.stringify(facts)}`,
        ...(recordedAt === null ? [] : [`known ${recordedAt}`]),
        ...(recordedBy === null ? [] : [`by ${recordedBy}`]),
      ].join(', '),
    ),
    '',
    bad.length === 0
      ? `The first ${count(checked)} rows can all be contacts. Nothing was written.`
      : `No contacts (the first ${bad.length}, among the first ${count(checked)} rows and all unreadable lines):`,
    ...bad.map(({ place, says }) => `  ${place}: ${says}`),
  ].join('\n');
}

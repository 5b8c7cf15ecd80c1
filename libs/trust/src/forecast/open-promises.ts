import type { Timeline } from '#relationship';
import { answersIn, countsAt, groupOf } from './answers.js';
import { agedBy, OwnRecords, type OwnRecord } from './own-record.js';
import { weekOf } from './week.js';

/** What a forecast of an open promise rests on of the customer, as of a week. */
export type OpenPromise = { readonly group: string | null; readonly own: OwnRecord; readonly week: number };

/** What the forecasts of all open promises of a relationship rest on, by the id of the promise. */
export function openPromises(timeline: Timeline, now: number): ReadonlyMap<string, OpenPromise> {
  const open = new Map<string, OpenPromise>();
  let records: OwnRecords | null = null;
  const week = weekOf(now);
  for (const matter of timeline.allMatters())
    for (const expectation of matter.expectations) {
      if (expectation.closing !== null) continue;
      records ??= recordsAt(timeline, now);
      const group = groupOf(expectation, matter);
      open.set(expectation.expectationId, { group, own: records.of(group, week), week });
    }
  return open;
}

/** The same in a later week, without another answer. */
export const inLaterWeek = ({ group, own, week }: OpenPromise, later: number): OpenPromise => ({
  group,
  own: agedBy(own, Math.max(0, later - week)),
  week: later,
});

function recordsAt(timeline: Timeline, now: number): OwnRecords {
  const records = new OwnRecords();
  for (const answer of answersIn(timeline)) if (countsAt(answer, now)) records.add(answer);
  return records;
}

import { compareText } from '../facts/order.js';
import type { Profile } from '../contacts/profile.js';
import type { Timeline } from '../timeline/timeline.js';
import { NO_HOLIDAYS, workCalendarOf, type Calendar } from '../calendar/calendar.js';
import { addDays } from '../calendar/zone-days.js';
import type { Obligation } from '../matters/obligation.js';
import { deliveries, disclosures, followUps, headsUps, retrospectives, updates, type Owing } from './of-matter.js';

const KINDS = [disclosures, updates, deliveries, retrospectives, followUps, headsUps];

/**
 * Everything owed in a relationship at a moment, deferred obligations included, by due time and then id. A pure function
 * of the facts and the moment. Nothing is owed in a closed relationship.
 * @param timeline has no fact after `now`
 * @param now milliseconds since the epoch
 */
export function obligationsOf(
  timeline: Timeline,
  now: number,
  calendar: Calendar = NO_HOLIDAYS,
): readonly Obligation[] {
  const { profile } = timeline;
  if (profile === null || profile.closed || timeline.erasure !== null) return [];
  const owed: Obligation[] = [];
  const isExecutive = (stakeholderId: string) => timeline.stakeholder(stakeholderId)?.role === 'EXECUTIVE';
  const working = workCalendarOf(calendar, profile.segment);
  for (const matter of timeline.allMatters()) {
    const owing: Owing = { matter, profile, calendar: working, now, isExecutive };
    for (const kind of KINDS) owed.push(...kind(owing));
  }
  const stillOwed = owed.filter((each) => each.kind !== 'HEADS_UP' || !isSupervisorToldSince(timeline, each.dueAt));
  const last = timeline.lastInteraction();
  const cadenceDays = cadenceOf(profile, calendar);
  if (cadenceDays !== null && last !== null) {
    const dueAt = addDays(last.at, cadenceDays, profile.timeZone);
    stillOwed.push({ id: `CHECK_IN:${last.id}`, kind: 'CHECK_IN', dueAt, about: null, causeEventId: last.id });
  }
  return stillOwed.sort((a, b) => a.dueAt - b.dueAt || compareText(a.id, b.id));
}

/** The cadence in days: the one promised to the customer, else the one of the segment. Null where there is neither. */
export const cadenceOf = ({ cadenceDays, segment }: Profile, { cadenceBySegment }: Calendar): number | null =>
  cadenceDays ?? (segment === null ? null : (cadenceBySegment?.get(segment) ?? null));

/** A notification without a target covers everything asked before it. */
const isSupervisorToldSince = (timeline: Timeline, askedAt: number): boolean =>
  timeline
    .matterOf(null)
    .marks.some(({ is, target, at }) => is === 'SUPERVISOR_NOTIFIED' && target === null && at >= askedAt);

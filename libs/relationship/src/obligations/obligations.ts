import { compareText } from '../facts/order.js';
import { finished, type Steps } from '../facts/steps.js';
import type { Profile } from '../contacts/profile.js';
import type { Timeline } from '../timeline/timeline.js';
import { NO_HOLIDAYS, workCalendarOf, type Calendar } from '../calendar/calendar.js';
import { addDays } from '../calendar/zone-days.js';
import type { Obligation } from '../matters/obligation.js';
import { possibleWaitIds } from '../matters/wait.js';
import {
  disclosures,
  deliveries,
  followUps,
  headsUps,
  retrospectives,
  updates,
  words,
  wordsMissed,
} from './of-matter.js';
import type { Owing } from './of-matter.js';
import type { Matter } from '../matters/matter.js';

type Kind = (owing: Owing) => readonly Obligation[];
const KINDS: readonly Kind[] = [disclosures, words, updates, deliveries, retrospectives, followUps, headsUps];

/**
 * Everything owed in a relationship at a moment, deferred obligations included, by due time and then id. A pure function
 * of the facts and the moment. Nothing is owed in a closed relationship.
 * @param timeline has no fact after `now`
 * @param now milliseconds since the epoch
 */
export const obligationsOf = (
  timeline: Timeline,
  now: number,
  calendar: Calendar = NO_HOLIDAYS,
): readonly Obligation[] => finished(obligationsInSteps(timeline, now, calendar));

export function* obligationsInSteps(timeline: Timeline, now: number, calendar: Calendar): Steps<readonly Obligation[]> {
  const { profile } = timeline;
  if (profile === null || !isOwing(timeline)) return [];
  const owed = yield* owedInMatters(timeline, now, calendar, KINDS);
  const stillOwed = owed.filter((each) => each.kind !== 'HEADS_UP' || !isSupervisorToldSince(timeline, each.dueAt));
  const last = timeline.lastInteraction();
  const cadenceDays = cadenceOf(profile, calendar);
  if (cadenceDays !== null && last !== null) {
    const dueAt = addDays(last.at, cadenceDays, profile.timeZone);
    stillOwed.push({ id: `CHECK_IN:${last.id}`, kind: 'CHECK_IN', dueAt, about: null, causeEventId: last.id });
  }
  return stillOwed.sort(byDueTime);
}

/**
 * The obligations whose due time has passed by a moment, in the same order: those that are still owed, and each earlier
 * period of a silence that lasts. @param timeline has no fact after `now`
 */
export function lapsedBy(timeline: Timeline, now: number, calendar: Calendar = NO_HOLIDAYS): readonly Obligation[] {
  const lapsed = new Map<string, Obligation>();
  const missed = isOwing(timeline) ? finished(owedInMatters(timeline, now, calendar, [wordsMissed])) : [];
  for (const each of [...missed, ...obligationsOf(timeline, now, calendar)])
    if (each.dueAt < now) lapsed.set(each.id, each);
  return [...lapsed.values()].sort(byDueTime);
}

/**
 * Whether the due time had passed before the cause was in this log, as in a history that is imported, also where the importer
 * says that it was known earlier. Then nobody was waiting for it, and whoever hears of the cause knows.
 */
export function isLateNews(timeline: Timeline, { causeEventId, dueAt }: Obligation): boolean {
  const cause = timeline.contact(causeEventId);
  return cause !== null && dueAt < (cause.importedAt ?? cause.recordedAt);
}

/**
 * Whether some model could say that this obligation is owed: the rules know the facts, but not the hours and the cadence
 * that a model sets. Which hours it sets does not matter, since a deferral names a wait and not its due time.
 */
export function mayBeOwed(timeline: Timeline, obligationId: string, now: number): boolean {
  const segment = timeline.profile?.segment ?? null;
  const anyCadence = segment === null ? {} : { cadenceBySegment: new Map([[segment, 1]]) };
  const owed = obligationsOf(timeline, now, { ...NO_HOLIDAYS, ...anyCadence });
  if (owed.some(({ id }) => id === obligationId)) return true;
  return isOwing(timeline) && [...timeline.allMatters()].some((matter) => possibleWaitIds(matter).has(obligationId));
}

/** Nothing is owed in a relationship that is closed or was erased. */
const isOwing = ({ profile, erasure }: Timeline): boolean => profile !== null && !profile.closed && erasure === null;

function* owedInMatters(
  timeline: Timeline,
  now: number,
  calendar: Calendar,
  kinds: readonly Kind[],
): Steps<Obligation[]> {
  const { profile } = timeline;
  if (profile === null) return [];
  const owed: Obligation[] = [];
  const isExecutive = (stakeholderId: string) => timeline.stakeholder(stakeholderId)?.role === 'EXECUTIVE';
  const working = workCalendarOf(calendar, profile.segment);
  const dueAfter = timeline.dueAfter(calendar);
  for (const matter of timeline.allMatters()) {
    yield;
    if (isQuiet(matter, profile)) continue;
    const owing: Owing = { matter, profile, calendar: working, now, isExecutive, dueAfter };
    for (const kind of kinds) owed.push(...kind(owing));
  }
  return owed;
}

const QUIET = new WeakMap<Matter, boolean>();

/**
 * Whether nothing is owed in a matter at any time and under any calendar, unless a further fact changes it. Most matters of a
 * long relationship are done. Each is asked once: it is made anew when a fact of it, or the terms of the relationship, change.
 */
function isQuiet(matter: Matter, profile: Profile): boolean {
  const known = QUIET.get(matter);
  if (known !== undefined) return known;
  const atAnyTime: Owing = {
    matter,
    profile,
    calendar: NO_HOLIDAYS,
    now: Infinity,
    isExecutive: () => true,
    dueAfter: null,
  };
  const isSilent = KINDS.every((kind) => kind(atAnyTime).length === 0) && possibleWaitIds(matter).size === 0;
  QUIET.set(matter, isSilent);
  return isSilent;
}

const byDueTime = (a: Obligation, b: Obligation): number => a.dueAt - b.dueAt || compareText(a.id, b.id);

/** The cadence in days: the one promised to the customer, else the one of the segment. Null where there is neither. */
export const cadenceOf = ({ cadenceDays, segment }: Profile, { cadenceBySegment }: Calendar): number | null =>
  cadenceDays ?? (segment === null ? null : (cadenceBySegment?.get(segment) ?? null));

/** A notification without a target covers everything asked before it. */
const isSupervisorToldSince = (timeline: Timeline, askedAt: number): boolean =>
  timeline
    .matterOf(null)
    .marks.some(({ is, target, at }) => is === 'SUPERVISOR_NOTIFIED' && target === null && at >= askedAt);

import {
  type Calendar,
  DAY_MS,
  finished,
  hypothetical,
  obligationsOf,
  Timeline,
  toIso,
  type EvidenceChange,
  type RecordedContact,
  type Steps,
} from '#relationship';
import { priorOf } from '../assessment/assess.js';
import type { Weighed } from '../evidence/weigh.js';
import type { TrustBand } from '../score/band.js';
import { changedSums } from '../stake/changed-sums.js';
import { meeting } from '../stake/meeting.js';
import { scoreFromSums, sumsOf } from '../sums/sums.js';

/** The kinds of contact that can give more evidence about a customer. */
export const HELPS = ['BAD_NEWS_TOLD', 'PROMISE_KEPT', 'LOOK_BACK_TOGETHER', 'CHECK_IN', 'STATUS_UPDATE'] as const;
export type Help = (typeof HELPS)[number];

export type WhatWouldHelp = {
  readonly help: Help;
  /** How many of these contacts, held now, give enough evidence; fewer do not. */
  readonly times: number;
  /** The band after them. */
  readonly band: TrustBand;
  /** The score after them, points. */
  readonly score: number;
};

/** More contacts of one kind than this are never suggested. */
const MOST_TIMES = 20;

/**
 * For a relationship with too little evidence: each kind of contact that alone would give enough, the fewest contacts
 * first. A kind that saturates before that is left out, and so is bad news where none is owed. Empty where there is
 * enough evidence.
 * @param timeline has no fact after `now` @param weighed its evidence
 */
export const whatWouldHelp = (timeline: Timeline, weighed: Weighed, now: number): readonly WhatWouldHelp[] =>
  finished(whatWouldHelpInSteps(timeline, weighed, now));

export function* whatWouldHelpInSteps(
  timeline: Timeline,
  weighed: Weighed,
  now: number,
): Steps<readonly WhatWouldHelp[]> {
  const prior = priorOf(timeline);
  if (prior === null) return [];
  const sums = sumsOf(weighed, now);
  const scoreAfter = (change: EvidenceChange) =>
    scoreFromSums(changedSums(sums, change, weighed), now, weighed.model, prior);
  const tellsEnough = ({ band }: { readonly band: TrustBand }) => band !== 'INSUFFICIENT_EVIDENCE';
  if (tellsEnough(scoreAfter({ lost: [], gained: [] }))) return [];
  const found: WhatWouldHelp[] = [];
  for (const help of HELPS)
    for (let times = 1; times <= MOST_TIMES; times += 1) {
      const change = changeBy(help, times, timeline, weighed.model.calendar, now);
      yield;
      if (change === null) break;
      const { band, score } = scoreAfter(change);
      if (!tellsEnough({ band })) continue;
      found.push({ help, times, band, score });
      break;
    }
  return found.sort((a, b) => a.times - b.times);
}

/** The change of evidence by a number of these contacts; null where there cannot be so many. */
function changeBy(
  help: Help,
  times: number,
  timeline: Timeline,
  calendar: Calendar,
  now: number,
): EvidenceChange | null {
  const preview = (contacts: readonly RecordedContact[]) => timeline.preview(contacts, calendar);
  const each = Array.from({ length: times }, (_, index) => index);
  switch (help) {
    case 'BAD_NEWS_TOLD': {
      const owed = obligationsOf(timeline, now).filter(({ kind }) => kind === 'DISCLOSE');
      if (owed.length < times) return null;
      return preview(owed.slice(0, times).flatMap((obligation) => meeting(obligation, now) ?? []));
    }
    case 'PROMISE_KEPT':
      return newly(each.flatMap((n) => keptPromise(n, now)));
    case 'LOOK_BACK_TOGETHER':
      return preview(
        each.map((n) => hypothetical('RetrospectiveHeld', { providerView: '-', customerView: '-' }, now, named(n))),
      );
    case 'CHECK_IN':
      return preview(each.map((n) => hypothetical('CheckInHeld', {}, now, named(n))));
    case 'STATUS_UPDATE':
      return preview(each.map((n) => hypothetical('StatusUpdateGiven', {}, now, named(n))));
  }
}

/** A promise made and met at one instant; the ids determine which comes first. */
const keptPromise = (n: number, now: number): RecordedContact[] => [
  hypothetical('ExpectationSet', { expectationId: named(n), dueAt: toIso(now + DAY_MS) }, now, `${named(n)}:1`),
  hypothetical('ExpectationMet', { expectationId: named(n) }, now, `${named(n)}:2`),
];

/** The evidence of contacts that declare new targets. They change no other matter, so a timeline of their own is enough. */
const newly = (contacts: readonly RecordedContact[]): EvidenceChange => ({
  lost: [],
  gained: Timeline.of(contacts).evidence(),
});

const named = (n: number): string => `help:${n}`;

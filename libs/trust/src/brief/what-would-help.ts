import {
  DAY_MS,
  hypothetical,
  obligationsOf,
  Timeline,
  toIso,
  type EvidenceChange,
  type RecordedContact,
} from '#relationship';
import { priorOf } from '../assessment/assess.js';
import type { Weighed } from '../evidence/weigh.js';
import type { TrustBand } from '../score/band.js';
import { changedSums } from '../stake/changed-sums.js';
import { meeting } from '../stake/meeting.js';
import { scoreFromSums, sumsOf } from '../sums/sums.js';

/** What can be done with a customer of whom too little is known. */
export const HELPS = ['BAD_NEWS_TOLD', 'PROMISE_KEPT', 'LOOK_BACK_TOGETHER', 'CHECK_IN', 'STATUS_UPDATE'] as const;
export type Help = (typeof HELPS)[number];

export type WhatWouldHelp = {
  readonly help: Help;
  /** How many of it, held now, tell enough; fewer do not. */
  readonly times: number;
  /** Where trust would then stand. */
  readonly band: TrustBand;
  /** Points. */
  readonly score: number;
};

/** Nobody is told to hold more of one kind than this. */
const MOST_TIMES = 20;

/**
 * Each kind of contact that alone would tell enough of a relationship of which too little is known, the fewest first.
 * What saturates before it tells enough is left out, and so is bad news where none is owed. Empty where enough is known.
 * @param timeline facts none of which lies after `now` @param weighed its evidence
 */
export function whatWouldHelp(timeline: Timeline, weighed: Weighed, now: number): readonly WhatWouldHelp[] {
  const prior = priorOf(timeline);
  if (prior === null) return [];
  const sums = sumsOf(weighed, now);
  const scoreAfter = (change: EvidenceChange) =>
    scoreFromSums(changedSums(sums, change, weighed), now, weighed.model, prior);
  const tellsEnough = ({ band }: { readonly band: TrustBand }) => band !== 'INSUFFICIENT_EVIDENCE';
  if (tellsEnough(scoreAfter({ lost: [], gained: [] }))) return [];
  const found = HELPS.flatMap((help): WhatWouldHelp[] => {
    for (let times = 1; times <= MOST_TIMES; times += 1) {
      const change = changeBy(help, times, timeline, now);
      if (change === null) return [];
      const { band, score } = scoreAfter(change);
      if (tellsEnough({ band })) return [{ help, times, band, score }];
    }
    return [];
  });
  return found.sort((a, b) => a.times - b.times);
}

/** What so many of it would do to the evidence; null where there cannot be so many. */
function changeBy(help: Help, times: number, timeline: Timeline, now: number): EvidenceChange | null {
  const each = Array.from({ length: times }, (_, index) => index);
  switch (help) {
    case 'BAD_NEWS_TOLD': {
      const owed = obligationsOf(timeline, now).filter(({ kind }) => kind === 'DISCLOSE');
      if (owed.length < times) return null;
      return timeline.preview(owed.slice(0, times).flatMap((obligation) => meeting(obligation, now) ?? []));
    }
    case 'PROMISE_KEPT':
      return newly(each.flatMap((n) => keptPromise(n, now)));
    case 'LOOK_BACK_TOGETHER':
      return timeline.preview(
        each.map((n) => hypothetical('RetrospectiveHeld', { providerView: '-', customerView: '-' }, now, named(n))),
      );
    case 'CHECK_IN':
      return timeline.preview(each.map((n) => hypothetical('CheckInHeld', {}, now, named(n))));
    case 'STATUS_UPDATE':
      return timeline.preview(each.map((n) => hypothetical('StatusUpdateGiven', {}, now, named(n))));
  }
}

/** A promise made and met in one moment; at one instant the ids say which came first. */
const keptPromise = (n: number, now: number): RecordedContact[] => [
  hypothetical('ExpectationSet', { expectationId: named(n), dueAt: toIso(now + DAY_MS) }, now, `${named(n)}:1`),
  hypothetical('ExpectationMet', { expectationId: named(n) }, now, `${named(n)}:2`),
];

/** What brings new things into being bears on nothing else, so it is read by itself. */
const newly = (contacts: readonly RecordedContact[]): EvidenceChange => ({
  lost: [],
  gained: Timeline.of(contacts).evidence(),
});

const named = (n: number): string => `help:${n}`;

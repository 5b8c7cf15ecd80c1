import type { Mark } from './mark.js';
import type { NoEvidence } from './no-evidence.js';

type Learned = Extract<Mark, { is: 'LEARNED' }>;

/**
 * Something that can go wrong, and how the customer heard of it: an issue, or one due time of an expectation.
 * Times are milliseconds since the epoch.
 */
export type Slip = {
  /** When we first told the customer; null where we never did. */
  readonly toldAt: number | null;
  /** The contact that told them first. */
  readonly toldByEventId: string | null;
  /** When the customer learned of it before we told them; null where they did not. Several reports count as one. */
  readonly surprisedAt: number | null;
  readonly surprisedByEventId: string | null;
};

/** @param told our first news about it @param learned the reports that the customer learned of it from elsewhere */
export function slipOf(told: Mark | null, learned: readonly Learned[]): Slip {
  let first: Learned | null = null;
  for (const mark of learned) {
    const beforeTold = told === null || mark.learnedAt < told.at;
    if (beforeTold && (first === null || mark.learnedAt < first.learnedAt)) first = mark;
  }
  return {
    toldAt: told?.at ?? null,
    toldByEventId: told?.eventId ?? null,
    surprisedAt: first?.learnedAt ?? null,
    surprisedByEventId: first?.eventId ?? null,
  };
}

/** Whether the customer had been told at or before the moment. */
export const wasTold = (slip: Slip, at: number): boolean => slip.toldAt !== null && slip.toldAt <= at;

/** Why a report that the customer learned of it is no surprise, where it is not the one that counts. */
export const whyNoSurprise = (slip: Slip, learnedAt: number): NoEvidence =>
  wasTold(slip, learnedAt) ? 'ALREADY_TOLD' : 'ALREADY_COUNTED';

import type { Mark } from './mark.js';

type Learned = Extract<Mark, { is: 'LEARNED' }>;

/**
 * Something that went or goes wrong: an issue, or one due time of an expectation. What matters is who told whom.
 * Times are milliseconds since the epoch.
 */
export type Slip = {
  /** When we first told the customer; null where we never did. */
  readonly toldAt: number | null;
  /** The contact that told them first. */
  readonly toldByEventId: string | null;
  /** When the customer learned of it before being told; null where they did not. However many say so, it is one. */
  readonly surprisedAt: number | null;
  readonly surprisedByEventId: string | null;
};

/** @param told the first word of ours about it @param learned what says that the customer learned of it otherwise */
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

import type { Money, Obligation } from '#relationship';
import type { Assessment } from '#trust';

/** What `replay state` says. Times are milliseconds since the epoch, scores and contributions points. */
export type RelationshipState = {
  readonly customerId: string;
  /** Null unless names were asked for, and where none is left to open. */
  readonly name: string | null;
  readonly asOf: number;
  readonly knownAt: number;
  /** Up to where the log was read, where that was asked for; else null. */
  readonly knownAtPosition: bigint | null;
  readonly model: string;
  /** How many contacts stand, markers not counted. */
  readonly contacts: number;
  /** Null before it was opened. */
  readonly profile: {
    readonly segment: string | null;
    readonly owner: string | null;
    readonly cadenceDays: number | null;
    readonly noticeHours: number;
    readonly timeZone: string;
    readonly renewsAt: number | null;
    readonly value: Money | null;
    readonly openedAt: number;
    readonly closed: boolean;
  } | null;
  /** Null before it was opened. */
  readonly trust:
    | (Pick<Assessment, 'score' | 'band' | 'interval' | 'prior' | 'cap' | 'dimensions'> & {
        readonly contributions: readonly Reason[];
      })
    | null;
  readonly obligations: readonly (Obligation & { readonly pointsAtStake: number })[];
};

/** What one piece of evidence does to the score. */
export type Reason = {
  readonly points: number;
  readonly class: string;
  readonly at: number;
  /** What age has left of it, 0 to 1. */
  readonly remaining: number;
  readonly ageDays: number;
  readonly causeEventId: string;
  readonly causeType: string;
  readonly obligationId: string | null;
};

import type { Money, Obligation } from '#relationship';
import type { Assessment } from '#trust';

/** The answer of `replay state`. Times are milliseconds since the epoch; scores and contributions are points. */
export type RelationshipState = {
  readonly customerId: string;
  /** Null unless names were asked for, and null if there is none or it cannot be decrypted. */
  readonly name: string | null;
  readonly asOf: number;
  readonly knownAt: number;
  /** The position up to which the log was read, if one was asked for; else null. */
  readonly knownAtPosition: bigint | null;
  readonly model: string;
  /** The number of contacts that are not retracted, without markers. */
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

/** The contribution of one piece of evidence to the score. */
export type Reason = {
  readonly points: number;
  readonly class: string;
  readonly at: number;
  /** The share that remains after decay by age, 0 to 1. */
  readonly remaining: number;
  readonly ageDays: number;
  readonly causeEventId: string;
  readonly causeType: string;
  readonly obligationId: string | null;
};

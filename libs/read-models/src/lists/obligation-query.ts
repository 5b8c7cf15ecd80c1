import type { ObligationKind } from '#relationship';
import type { Forecast } from '#trust';
import type { Scope } from './scope.js';

/** POINTS: by points at stake. RISK_TIMES_POINTS: the points of a promise count times its risk. */
export const CALLS_OWED_ORDERS = ['POINTS', 'RISK_TIMES_POINTS'] as const;
export type CallsOwedOrder = (typeof CALLS_OWED_ORDERS)[number];

export type ObligationQuery = {
  /** Who is responsible for the relationship at the time of the query, including holiday cover. */
  readonly owner?: string | null;
  readonly kinds?: readonly ObligationKind[] | null;
  /** Which relationships the caller sees; null or left out: all. */
  readonly scope?: Scope | null;
  /** Due within so many minutes from the query; overdue ones are always included. */
  readonly dueWithinMinutes?: number | null;
  /** Left out: POINTS. */
  readonly orderBy?: CallsOwedOrder | null;
  readonly first: number;
  readonly after?: string | null;
  /** The time of the query, milliseconds since the epoch. */
  readonly now: number;
};

export type OwedRow = {
  readonly customerId: string;
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly about: string | null;
  readonly causeEventId: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly pointsAtStake: number;
  /** Null for what is not an open promise, for a promise that is overdue, and where there are no forecasts. */
  readonly forecast: Forecast | null;
};

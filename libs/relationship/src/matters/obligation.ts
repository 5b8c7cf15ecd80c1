import type { Target } from './target.js';

/** What we can owe a customer, in the order of the reference page. */
export const OBLIGATION_KINDS = [
  'DISCLOSE',
  'RESPOND',
  'UPDATE',
  'DELIVER',
  'CHECK_IN',
  'RETROSPECT',
  'FOLLOW_UP',
  'HEADS_UP',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

/** Something we owe by a time. Derived from the facts; nothing stores it as truth. */
export type Obligation = {
  /** Stable for as long as it is owed, and never used for another obligation of the relationship. */
  readonly id: string;
  readonly kind: ObligationKind;
  /** Milliseconds since the epoch; past when it is overdue. */
  readonly dueAt: number;
  readonly about: Target;
  /** The contact that caused it. */
  readonly causeEventId: string;
};

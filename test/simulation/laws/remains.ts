import type { StoredEvent } from '#event-store';
import type { Outcome } from '../clients.js';
import type { Judge } from '../judge.js';
import type { Heard, Subscriber, What } from '../subscribers.js';
import type { Tables } from '../tables.js';

/** What is left of a history: the log, what everybody was told, and the views. */
export type Remains = {
  readonly events: readonly StoredEvent[];
  readonly outcomes: readonly Outcome[];
  readonly subscribers: readonly Subscriber[];
  /** What subscribers must have heard. */
  readonly told: Readonly<Record<What, readonly Heard[]>>;
  readonly judge: Judge;
  readonly tables: Tables;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

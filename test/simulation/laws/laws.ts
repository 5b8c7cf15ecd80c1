import type { StoredEvent } from '#event-store';
import type { Outcome } from '../clients.js';
import type { Judge } from '../judge.js';
import type { Heard, Subscriber, What } from '../subscribers.js';
import type { Tables } from '../tables.js';
import { ofLog } from './of-log.js';
import { ofMarkers } from './of-markers.js';
import { ofSubscribers } from './of-subscribers.js';
import { ofViews } from './of-views.js';

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

/** The laws that a history breaks, each in words. */
export const brokenLaws = async (remains: Remains): Promise<readonly string[]> => [
  ...ofLog(remains),
  ...ofMarkers(remains),
  ...ofSubscribers(remains),
  ...(await ofViews(remains)),
];

import { StoreUnavailable } from '#event-store';
import { ViewsDamaged, ViewsFull, ViewsUnavailable } from '../database/views-unavailable.js';
import { ViewsOfAnotherLog, type Misfit } from '../database/views-of-log.js';

/** Why the projector cannot go on, in words that hold nothing of the events. */
export type Obstacle =
  | 'log unavailable'
  | 'views unavailable'
  | 'disk of the views is full'
  | 'views damaged'
  | 'views of another log'
  | 'views ahead of the log'
  | 'projection fails';

/** The views do not fit the log. They are left as they are; a start rebuilds them, or says why it does not. */
export class ViewsMisfit extends Error {
  constructor(readonly misfit: Misfit) {
    super(
      misfit === 'ahead' ? 'the views hold events that the log does not have' : 'the views are those of another log',
    );
  }
}

export function obstacleIn(error: unknown): Obstacle {
  if (error instanceof ViewsFull) return 'disk of the views is full';
  if (error instanceof ViewsDamaged) return 'views damaged';
  if (error instanceof ViewsUnavailable) return 'views unavailable';
  if (error instanceof ViewsOfAnotherLog) return 'views of another log';
  if (error instanceof ViewsMisfit) return error.misfit === 'ahead' ? 'views ahead of the log' : 'views of another log';
  return error instanceof StoreUnavailable ? 'log unavailable' : 'projection fails';
}

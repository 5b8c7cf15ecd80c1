import { StoreUnavailable } from '#event-store';
import { ViewsFull, ViewsUnavailable } from '../database/views-unavailable.js';

/** Why the projector cannot go on, in words that hold nothing of the events. */
export type Obstacle = 'log unavailable' | 'views unavailable' | 'disk of the views is full' | 'projection fails';

export function obstacleIn(error: unknown): Obstacle {
  if (error instanceof ViewsFull) return 'disk of the views is full';
  if (error instanceof ViewsUnavailable) return 'views unavailable';
  return error instanceof StoreUnavailable ? 'log unavailable' : 'projection fails';
}

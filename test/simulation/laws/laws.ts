import { ofLog } from './of-log.js';
import { ofMarkers } from './of-markers.js';
import { ofSubscribers } from './of-subscribers.js';
import { ofViews } from './of-views.js';
import type { Remains } from './remains.js';

/** The laws that a history breaks, each in words. */
export const brokenLaws = async (remains: Remains): Promise<readonly string[]> => [
  ...ofLog(remains),
  ...ofMarkers(remains),
  ...ofSubscribers(remains),
  ...(await ofViews(remains)),
];

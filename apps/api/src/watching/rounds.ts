import type { Deployment } from '#deployment';
import type { Readiness } from '../edge/health/readiness.js';

/**
 * What a server does on its own, one at a time where several share the views: finishes what was begun before it took this
 * over, then, again and again, says in the log what time alone brought about. While the views are behind, what they say
 * is due is old news, so it waits.
 */
export function rounds(
  { needs, watcher, projector }: Pick<Deployment, 'needs' | 'watcher' | 'projector'>,
  readiness: Readiness,
): (signal: AbortSignal) => Promise<void> {
  let isResumed = false;
  return async (signal) => {
    if (!projector.leads) isResumed = false;
    if (!projector.leads || (await readiness.problem()) !== null) return;
    if (!isResumed) await needs.resume();
    isResumed = true;
    await watcher.look(signal);
  };
}

import type { Deployment } from '#deployment';
import type { Readiness } from '../health/readiness.js';

/**
 * What the server does on its own: finishes what was begun before it was started, then, again and again, says in the log
 * what time alone brought about. While the views are behind, what they say is due is old news, so it waits.
 */
export function rounds(
  { needs, watcher }: Pick<Deployment, 'needs' | 'watcher'>,
  readiness: Readiness,
): (signal: AbortSignal) => Promise<void> {
  let isResumed = false;
  return async (signal) => {
    if ((await readiness.problem()) !== null) return;
    if (!isResumed) await needs.resume();
    isResumed = true;
    await watcher.look(signal);
  };
}

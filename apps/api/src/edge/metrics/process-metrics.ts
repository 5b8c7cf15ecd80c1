import { collectDefaultMetrics, Registry } from 'prom-client';

let collected: Registry | null = null;

/** Memory, processor time, event loop and garbage collection of the process; watched once, however often it is asked. */
export function processMetrics(): Registry {
  if (collected === null) {
    collected = new Registry();
    collectDefaultMetrics({ register: collected });
  }
  return collected;
}

import { collectDefaultMetrics, Registry } from 'prom-client';

let collected: Registry | null = null;

/** Memory, CPU time, event loop and garbage collection of the process. Collected once per process, not per server. */
export function processMetrics(): Registry {
  if (collected === null) {
    collected = new Registry();
    collectDefaultMetrics({ register: collected });
  }
  return collected;
}

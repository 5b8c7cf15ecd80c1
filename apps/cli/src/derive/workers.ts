/** More would only wait for each other: all read one file. */
export const MOST_WORKERS = 8;
/** With fewer events per worker, the work is done before the worker has started. */
const WORTH_A_WORKER = 10_000;
/** Approximate size of an event in the log of a server, where positions count bytes. */
const EVENT_BYTES = 400;

export type Work = {
  /** The position up to which the log is read. */
  readonly upTo: bigint;
  readonly isOnServer: boolean;
  /** The number asked for; undefined for the default. */
  readonly asked?: number;
  readonly cores: number;
};

/**
 * The number of threads, from 1 to `MOST_WORKERS`, and never more than are worth starting. Default: one per core, or one
 * for a log on a server, since each worker reads the whole log there to find its own streams.
 */
export function workersFor({ upTo, isOnServer, asked, cores }: Work): number {
  const events = Number(upTo) / (isOnServer ? EVENT_BYTES : 1);
  const wanted = asked ?? (isOnServer ? 1 : cores);
  return Math.max(1, Math.min(wanted, MOST_WORKERS, Math.floor(events / WORTH_A_WORKER)));
}

/** More only wait for one another: all read the one file. */
export const MOST_WORKERS = 8;
/** With fewer events than this for each a worker would not be running before the work is done. */
const WORTH_A_WORKER = 10_000;
/** About what one takes in the log of a server, whose positions count bytes. */
const EVENT_BYTES = 400;

export type Work = {
  /** The position up to which the log is read. */
  readonly upTo: bigint;
  readonly isOnServer: boolean;
  /** How many are asked for. */
  readonly asked?: number;
  readonly cores: number;
};

/**
 * How many threads share the work, from 1 to `MOST_WORKERS`, and never more than are worth starting. Not asked for: one a
 * core, and one where the log is on a server, since each reads all of it to learn which streams are its own.
 */
export function workersFor({ upTo, isOnServer, asked, cores }: Work): number {
  const events = Number(upTo) / (isOnServer ? EVENT_BYTES : 1);
  const wanted = asked ?? (isOnServer ? 1 : cores);
  return Math.max(1, Math.min(wanted, MOST_WORKERS, Math.floor(events / WORTH_A_WORKER)));
}

import { openForReading, storageSettings, type ReadOnlyLog, type StorageSettings } from '#deployment';
import type { Position } from '#event-store';
import { EXIT } from '../terminal/exit-codes.js';
import { progressOn, type Progress } from '../terminal/progress.js';
import { UsageError } from '../terminal/usage-error.js';

/** What a verb that reads works with. */
export type Session = {
  readonly settings: StorageSettings;
  readonly reading: ReadOnlyLog;
  /** The end of the log as it was at the start; 0 while it is empty. */
  readonly head: Position;
  readonly progress: Progress;
  /** Aborts when it is interrupted, or nobody reads on. */
  readonly signal: AbortSignal;
};

/**
 * Opens the log to be read, beside whatever servers write it, and lets it go again.
 * @throws ConfigurationInvalid, StoreUnavailable
 */
export const inSession = (act: (session: Session) => Promise<void>): Promise<void> =>
  untilInterrupted((signal) => withLog(act, signal));

/** @param act is told when it is interrupted, or nobody reads on; it then ends of itself and leaves nothing behind */
export async function untilInterrupted(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const interrupt = () => {
    process.exitCode = EXIT.INTERRUPTED;
    stopping.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  // Whoever reads may leave early, as `| head` does: then there is nobody left to say it to.
  const leave = () => stopping.abort();
  process.stdout.once('error', leave);
  try {
    await act(stopping.signal);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    process.stdout.off('error', leave);
  }
}

/**
 * The same for what computes without a pause and leaves nothing behind: an interruption ends the process at once.
 * @throws ConfigurationInvalid, StoreUnavailable
 */
export async function withLog(
  act: (session: Session) => Promise<void>,
  signal = new AbortController().signal,
): Promise<void> {
  const settings = storageSettings(process.env);
  const reading = await openForReading(settings);
  const progress = progressOn(process.stderr);
  try {
    const head = (await reading.store.head()) ?? 0n;
    await act({ settings, reading, head, progress, signal });
  } finally {
    progress.end();
    await reading.close();
  }
}

/** Up to where the log is read. @throws UsageError where it does not reach that far, since what it will hold is not known */
export function positionAsked(
  { head }: Session,
  asked: Position | undefined,
  option = '--known-at-position',
): Position {
  if (asked !== undefined && asked > head)
    throw new UsageError(`${option} ${asked} lies beyond the end of the log, which is ${head}`);
  return asked ?? head;
}

/**
 * Counts events read up on the progress bar. The file's positions count events; a server's do not, so there nobody knows
 * how many will come. @param upTo the position of the last
 */
export function countingOn({ progress, settings }: Session, stage: string, upTo: bigint): (events: number) => void {
  let read = 0;
  progress.begin(stage, settings.eventStoreUrl === undefined ? Number(upTo) : null);
  return (events) => progress.reach((read += events));
}

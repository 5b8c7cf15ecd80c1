import { openForReading, storageSettings, type ReadOnlyLog, type StorageSettings } from '#deployment';
import type { Position } from '#event-store';
import { EXIT } from '../terminal/exit-codes.js';
import { progressOn, type Progress } from '../terminal/progress.js';
import { UsageError } from '../terminal/usage-error.js';

/** What a verb that only reads works with. */
export type Session = {
  readonly settings: StorageSettings;
  readonly reading: ReadOnlyLog;
  /** The last position of the log at the start; 0 if the log is empty. */
  readonly head: Position;
  readonly progress: Progress;
  /** Aborts on SIGINT or SIGTERM, or when the reader of stdout closes it. */
  readonly signal: AbortSignal;
};

/**
 * Opens the log for reading, runs `act` and closes the log. Servers may write the log meanwhile.
 * @throws ConfigurationInvalid, StoreUnavailable
 */
export const inSession = (act: (session: Session) => Promise<void>): Promise<void> =>
  untilInterrupted((signal) => withLog(act, signal));

/** @param act must end soon after the signal aborts, and leave nothing unfinished behind */
export async function untilInterrupted(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const interrupt = () => {
    process.exitCode = EXIT.INTERRUPTED;
    stopping.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  // A reader may close stdout early, as `| head` does; there is then nothing more to do.
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
 * Like `inSession`, for work that never yields and leaves nothing behind: an interruption ends the process at once.
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

/** The position up to which the log is read. @throws UsageError it is past the end of the log */
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
 * Shows the number of events read on the progress bar. Positions of a log file count events; those of a server do not, so
 * the total is unknown there. @param upTo the position of the last event
 */
export function countingOn({ progress, settings }: Session, stage: string, upTo: bigint): (events: number) => void {
  let read = 0;
  progress.begin(stage, settings.eventStoreUrl === undefined ? Number(upTo) : null);
  return (events) => progress.reach((read += events));
}

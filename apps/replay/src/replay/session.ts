import { openForReading, storageSettings, type LogReading, type StorageSettings } from '#deployment';
import type { Position } from '#event-store';
import { EXIT } from '../exit-codes.js';
import { progressOn, type Progress } from '../import/progress.js';

/** What a verb that reads works with. */
export type Session = {
  readonly settings: StorageSettings;
  readonly reading: LogReading;
  /** The end of the log as it was at the start; 0 while it is empty. */
  readonly head: Position;
  readonly progress: Progress;
  /** Aborts when the person at the terminal has seen enough. */
  readonly signal: AbortSignal;
};

/**
 * Opens the log to be read, beside whatever servers write it, and lets it go again.
 * @throws ConfigurationInvalid, StoreUnavailable
 */
export async function inSession(act: (session: Session) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  // Whoever reads may leave early, as `| head` does.
  process.stdout.once('close', stop);
  const settings = storageSettings(process.env);
  const reading = await openForReading(settings);
  const progress = progressOn(process.stderr);
  try {
    const head = (await reading.store.head()) ?? 0n;
    await act({ settings, reading, head, progress, signal: stopping.signal });
    if (stopping.signal.aborted) process.exitCode = EXIT.INTERRUPTED;
  } finally {
    progress.end();
    process.off('SIGINT', stop).off('SIGTERM', stop);
    process.stdout.off('close', stop);
    await reading.close();
  }
}

/** Counts events read up on the progress bar. */
export function countingOn(progress: Progress, stage: string, total: bigint): (events: number) => void {
  let read = 0;
  progress.begin(stage, Number(total));
  return (events) => progress.reach((read += events));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ContactLog, RehearsalKeys } from '#contact-log';
import { MemoryEventStore, newestIn, RehearsalStore, SqliteEventStore } from '#event-store';
import { LogClock, MACHINE_CLOCKS } from './log-clock.js';
import { openForReading, type ReadOnlyLog } from './read-only.js';
import { DEFAULT_CLOCK_TOLERANCE_SECONDS, type StorageSettings } from './settings/storage-settings.js';

/** A log of contacts that decides and answers as the real one would, and changes nothing. */
export type Rehearsal = {
  readonly log: ContactLog;
  /** What the installation makes pseudonyms with; null if it has made none yet. */
  readonly pseudonymKey: Buffer | null;
  close(): Promise<void>;
};

/**
 * Opens what is on record for reading; there need be nothing yet. What is recorded goes to a file in a temporary folder.
 * @param folder an empty one, which whoever made it removes
 * @throws ConfigurationInvalid, StoreUnavailable
 */
export async function openRehearsal(settings: StorageSettings, folder: string): Promise<Rehearsal> {
  let reading: ReadOnlyLog | null = null;
  try {
    const isNew = settings.eventStoreUrl === undefined && !existsSync(join(settings.dataDir, 'log.db'));
    reading = isNew ? null : await openForReading(settings);
    const onRecord = reading?.store ?? new MemoryEventStore();
    const keys = reading === null ? null : await reading.keys();
    const clock = new LogClock(MACHINE_CLOCKS, {
      toleranceMs: (settings.clockToleranceSeconds ?? DEFAULT_CLOCK_TOLERANCE_SECONDS) * 1_000,
      mayGoBack: settings.clockMayGoBack ?? false,
    });
    clock.noteRecorded(await newestIn(onRecord));
    const beside = await SqliteEventStore.open(join(folder, 'log.db'));
    const rehearsed = new RehearsalKeys(keys);
    return {
      log: new ContactLog(new RehearsalStore(onRecord, beside), rehearsed, clock.toRecord),
      pseudonymKey: keys?.ofPseudonyms()?.export() ?? null,
      async close() {
        rehearsed.close();
        await beside.close();
        await reading?.close();
      },
    };
  } catch (error) {
    await reading?.close();
    throw error;
  }
}

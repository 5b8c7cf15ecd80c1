// Imports a whole log from a file into a store that holds nothing else, in order.
import { forgetEmbeddedLog, forgetEmbeddedViews, openLog, type StorageSettings } from '#deployment';
import {
  AppendTooLarge,
  InvalidAppend,
  isOfIdentity,
  StoreUnavailable,
  WrongExpectedRevision,
  type EventStore,
  type StoredEvent,
} from '#event-store';
import { isOfRelease } from '#model-log';
import { inputFile, type InputFile } from '../import/files/input-file.js';
import type { Progress } from '../terminal/progress.js';
import type { MoveOrder, MoveSummary } from './export-log.js';
import { checkedLogFile, LOG_FORMATS, logLines, type CarriedEvent, type Trailer } from './log-file.js';
import { canonicalText, LogHash } from './log-hash.js';
import { checkKeys } from './move-keys.js';
import { NeededKeys } from './needed-keys.js';
import { MoveFailed, MoveRefused } from './move-refused.js';
import { OrderedAppends } from './ordered-appends.js';

/**
 * @throws MoveRefused the target holds something else: nothing was changed
 * @throws MoveFailed, UnreadableFile, StoreUnavailable, StorageFull, OutcomeUnknown: appended events stay, and the same
 *   command continues from there
 */
export async function importLog({ path, storage, progress, signal, keys }: MoveOrder): Promise<MoveSummary> {
  const startedAt = performance.now();
  const file = inputFile(path, LOG_FORMATS);
  progress.begin('Checking', file.bytes);
  const needed = new NeededKeys();
  const trailer = await checkedLogFile(
    file,
    (bytes) => progress.reach(bytes),
    (event) => needed.see(event),
  );
  const checked = keys === undefined ? null : await checkKeys(storage, keys, needed);
  const keysTaken = checked === null ? null : await checked.take();
  const store = await openTarget(storage);
  const carried = eventsOf(file, progress);
  try {
    const alreadyDone = await skipWhatIsThere(store, carried, trailer);
    // Views in this folder belong to another log, so their positions are wrong for this one.
    if (alreadyDone < trailer.events) forgetEmbeddedViews(storage);
    const isWhole = await appendRest(store, carried, signal);
    const found = await readAgain(store, progress);
    if (isWhole) assertSame(found, trailer);
    return {
      ...found,
      alreadyDone,
      isWhole,
      keys: keysTaken,
      seconds: Math.round(performance.now() - startedAt) / 1000,
    };
  } finally {
    progress.end();
    await carried.return(undefined);
    await store.close();
  }
}

/**
 * The target. An embedded log that holds only what its first start wrote counts as empty: it is made anew, so that its
 * identity and the models are those of the file. No event of a server's log can be removed, so such a log is left as it is.
 * @throws MoveRefused a server has the embedded log open
 */
async function openTarget(storage: StorageSettings): Promise<EventStore> {
  const store = await openLog(storage);
  if (storage.eventStoreUrl !== undefined || !(await holdsOnlyAStart(store))) return store;
  await store.close();
  try {
    await forgetEmbeddedLog(storage);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new MoveRefused(`another process has the log in ${storage.dataDir} open: stop it and import again`, {
      cause: error,
    });
  }
  forgetEmbeddedViews(storage);
  return openLog(storage);
}

async function holdsOnlyAStart(store: EventStore): Promise<boolean> {
  let events = 0;
  for await (const batch of store.readAll()) {
    if (!batch.every((event) => isOfIdentity(event) || isOfRelease(event))) return false;
    events += batch.length;
  }
  return events > 0;
}

async function* eventsOf(file: InputFile, progress: Progress): AsyncGenerator<CarriedEvent, undefined> {
  progress.begin('Importing', file.bytes);
  for await (const line of logLines(file, (bytes) => progress.reach(bytes))) if ('event' in line) yield line.event;
}

/** @returns the number of events that an interrupted run has appended */
async function skipWhatIsThere(
  store: EventStore,
  carried: AsyncGenerator<CarriedEvent, undefined>,
  { events }: Trailer,
): Promise<number> {
  let there = 0;
  for await (const batch of store.readAll())
    for (const event of batch) {
      const wanted = (await carried.next()).value;
      if (wanted === undefined) throw new MoveRefused(`the target holds more than the ${events} events of the file`);
      if (canonicalText(event) !== canonicalText(wanted))
        throw somethingElse(event, wanted, there, await holdsOnlyAStart(store));
      there += 1;
    }
  return there;
}

function somethingElse(event: StoredEvent, wanted: CarriedEvent, there: number, isAStart: boolean): MoveRefused {
  const start = isAStart ? ' (a start wrote it: delete the log on the server, and import before the first start)' : '';
  const named = ({ type, stream, revision }: Pick<StoredEvent, 'type' | 'stream' | 'revision'>) =>
    `${type} (${stream}, revision ${revision})`;
  return new MoveRefused(
    `the target holds something else: its event ${there + 1} is ${named(event)}, in the file it is ${named(wanted)}${start}`,
  );
}

/** @returns false if it was interrupted */
async function appendRest(
  store: EventStore,
  carried: AsyncGenerator<CarriedEvent, undefined>,
  signal: AbortSignal,
): Promise<boolean> {
  const appends = new OrderedAppends(store);
  try {
    for await (const event of carried) {
      await appends.add(event);
      if (signal.aborted) {
        await appends.flush();
        return false;
      }
    }
    await appends.flush();
    return true;
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  if (error instanceof WrongExpectedRevision)
    return new MoveFailed(
      `another process appends to the target: ${error.message}; empty the target and import again`,
      {
        cause: error,
      },
    );
  if (error instanceof AppendTooLarge || error instanceof InvalidAppend)
    return new MoveFailed(`the target refuses an event of the file: ${error.message}`, { cause: error });
  return error;
}

async function readAgain(store: EventStore, progress: Progress): Promise<Trailer> {
  const hash = new LogHash();
  progress.begin('Comparing', Number((await store.head()) ?? 0n));
  for await (const batch of store.readAll()) {
    for (const event of batch) hash.add(event);
    progress.reach(Number(batch.at(-1)?.position));
  }
  return { events: hash.events, sha256: hash.sha256() };
}

function assertSame(found: Trailer, wanted: Trailer): void {
  if (found.events === wanted.events && found.sha256 === wanted.sha256) return;
  throw new MoveFailed(
    `the target holds ${found.events} events (SHA-256 ${found.sha256}), the file ${wanted.events} (${wanted.sha256})`,
  );
}

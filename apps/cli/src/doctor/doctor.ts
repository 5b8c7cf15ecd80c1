import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '#contact-log';
import {
  calendarOf,
  keysPlace,
  openForReading,
  openViewsForReading,
  type ReadOnlyLog,
  type StorageSettings,
} from '#deployment';
import { identityOf, isPostgresUrl, kurrentAddress, newestIn, postgresAddress } from '#event-store';
import { checkDisk, checkFile, filesOf } from './files-check.js';
import { about, checked, type Finding } from './finding.js';
import { checkWrapped } from './keys-check.js';
import { checkClear, checkClock, checkLog, checkSealed, readLog } from './log-check.js';
import { checkPostgresLog } from './postgres-check.js';
import { checkParked, checkViews } from './views-check.js';

export type Examination = {
  /** Leaves out what reads every event and every page: seconds for each million of events. */
  readonly isQuick: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** Looks at everything that a deployment consists of, and changes nothing. It may run beside servers. */
export async function* examine(settings: StorageSettings, examination: Examination): AsyncIterable<Finding> {
  yield* await checked('settings', 'Set it as the server has it.', async () => {
    await calendarOf(settings.calendar);
    return [about('settings').ok(describe(settings))];
  });
  yield* await checked('disk', 'Set DATA_DIR to the data folder of the server.', () => checkDisk(settings));
  for (const file of filesOf(settings))
    yield* await checked('files', 'Run as the user who runs the server.', () => checkFile(file, examination.isQuick));
  let log: ReadOnlyLog | null = null;
  try {
    yield* await checkPostgresLog(settings);
    log = await openForReading(settings);
    yield* examineLog(settings, log, examination);
    yield* await examineViews(settings, log);
  } catch (error) {
    yield about('log').wrong((error as Error).message, 'What was not examined can be once the log can be read.');
  } finally {
    await log?.close();
  }
}

async function* examineLog(
  settings: StorageSettings,
  log: ReadOnlyLog,
  { isQuick, now }: Examination,
): AsyncIterable<Finding> {
  const { store } = log;
  let keys: KeyRing | null = null;
  const ofKeys = await checked(
    'keys',
    'Set the master key that wraps them, or put the keys back from their backup.',
    async () => {
      keys = await log.keys();
      return [
        about('keys').ok(`they are those of this log, in ${keysPlace(settings).shown}`),
        checkWrapped(keys, settings),
      ];
    },
  );
  if (isQuick) {
    yield* checkClock(await newestIn(store), now);
    return yield* ofKeys;
  }
  const read = await readLog(store, keys);
  yield* checkLog(read, await identityOf(store));
  yield* checkClock(read.newest, now);
  yield* ofKeys;
  if (keys !== null) yield* checkSealed(read);
  yield* checkClear(read);
}

async function examineViews(settings: StorageSettings, { store }: ReadOnlyLog): Promise<readonly Finding[]> {
  if (areUnmade(settings))
    return [about('views').look('there are none', 'Nothing: the next start of a server builds them from the log.')];
  const todo = 'Restart the server: it brings the views up to date, builds them anew, or says why it does not.';
  return checked('views', todo, async () => {
    const db = openViewsForReading(settings);
    try {
      return [...(await checkViews(db, store, await identityOf(store))), ...(await checkParked(db))];
    } finally {
      await db.destroy();
    }
  });
}

const areUnmade = ({ dataDir, viewsUrl }: StorageSettings): boolean =>
  viewsUrl === undefined && !existsSync(join(dataDir, 'views.db'));

const shownOf = (url: string): string => (isPostgresUrl(url) ? postgresAddress(url) : kurrentAddress(url)).shown;

/** Without what may be secret in a URL. */
function describe(settings: StorageSettings): string {
  const { dataDir, viewsUrl, eventStoreUrl, calendar } = settings;
  const keys = keysPlace(settings).url === null ? 'a file' : keysPlace(settings).shown;
  const log = eventStoreUrl === undefined ? 'a file' : shownOf(eventStoreUrl);
  const views = viewsUrl === undefined ? 'a file' : `Postgres at ${new URL(viewsUrl).host}`;
  return `DATA_DIR is ${dataDir}, the log is ${log}, the keys are ${keys}, the views are ${views}, CALENDAR is ${calendar === undefined ? 'not set' : 'set'}`;
}

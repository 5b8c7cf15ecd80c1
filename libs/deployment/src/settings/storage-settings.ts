import { resolve } from 'node:path';
import { InvalidKurrentUrl, InvalidPostgresUrl, isPostgresUrl, kurrentAddress, postgresAddress } from '#event-store';
import { calendarSetting, type CalendarSetting } from './calendar-setting.js';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { SettingsReader, shown, type Environment } from './settings-reader.js';

/** Where the log, the views and the keys are, the calendar, and the rule for new models. */
export type StorageSettings = {
  /** Absolute path of the folder for the embedded log and views, and for the keys. */
  readonly dataDir: string;
  /** URL of a Postgres for the views, so that several processes can share them; left out: a file in `dataDir`. */
  readonly viewsUrl?: string;
  /** Days for which a model must be in shadow before it can become active, 0 to 365. Left out: 14. */
  readonly modelMinShadowDays?: number;
  /** URL of a Postgres, or of an EventStoreDB or KurrentDB server or cluster, for the log; left out: a file in `dataDir`. */
  readonly eventStoreUrl?: string;
  /** Put before the name of each stream on that KurrentDB; left out: nothing, as in earlier releases. */
  readonly eventStorePrefix?: string;
  /** By how much the clock may differ from what it should be, seconds, 1 to 86,400. Left out: 60. */
  readonly clockToleranceSeconds?: number;
  /** Whether contacts may be recorded although the clock is before the log. Left out: no. */
  readonly clockMayGoBack?: boolean;
  /** Where the customers' keys are: `file`, in `dataDir`, or the URL of a Postgres. Left out: see `keysPlace`. */
  readonly keysUrl?: string;
  /** What wraps the customers' keys; left out: they are not wrapped. */
  readonly masterKey?: MasterKeySetting;
  /** Absolute path of the register of erasures; left out: a file in `dataDir`. */
  readonly erasuresFile?: string;
  /** Working days and hours; left out: Monday to Friday, without holidays. */
  readonly calendar?: CalendarSetting;
};

/** Where the master key comes from: a file, or what a command prints, such as a client of a key service. */
export type MasterKeySetting = { readonly file: string } | { readonly command: string };

export const DEFAULT_MIN_SHADOW_DAYS = 14;
export const DEFAULT_CLOCK_TOLERANCE_SECONDS = 60;
const SHADOW_DAYS = { least: 0, most: 365, otherwise: DEFAULT_MIN_SHADOW_DAYS };
const CLOCK_TOLERANCE = { least: 1, most: 86_400, otherwise: DEFAULT_CLOCK_TOLERANCE_SECONDS };

/** @throws ConfigurationInvalid with everything that is wrong */
export function storageSettings(environment: Environment): StorageSettings {
  const reader = new SettingsReader(environment);
  const settings = readStorage(reader);
  reader.refuseIfWrong();
  return settings;
}

/** As `storageSettings`, with what is wrong noted by the reader. */
export function readStorage(reader: SettingsReader): StorageSettings {
  const eventStoreUrl = reader.read('EVENT_STORE_URL', undefined, checkedLogUrl);
  const eventStorePrefix = reader.read('EVENT_STORE_PREFIX', undefined, checkedPrefix);
  const viewsUrl = reader.read('VIEWS_URL', undefined, checkedViewsUrl);
  const keysUrl = reader.read('KEYS_URL', undefined, checkedKeysUrl);
  const calendar = reader.read('CALENDAR', undefined, calendarSetting);
  const masterKey = masterKeySetting(reader);
  const erasuresFile = reader.plain('ERASURES_FILE');
  if (eventStorePrefix !== undefined && isPostgresUrl(reader.text('EVENT_STORE_URL') ?? ''))
    reader.wrong('EVENT_STORE_PREFIX is for KurrentDB: on Postgres leave it out, and give each log its own database');
  return {
    dataDir: resolve(reader.text('DATA_DIR') ?? './data'),
    modelMinShadowDays: reader.whole('MODEL_MIN_SHADOW_DAYS', SHADOW_DAYS),
    clockToleranceSeconds: reader.whole('CLOCK_TOLERANCE_SECONDS', CLOCK_TOLERANCE),
    clockMayGoBack: reader.yesOrNo('CLOCK_MAY_GO_BACK'),
    ...(viewsUrl === undefined ? {} : { viewsUrl }),
    ...(eventStoreUrl === undefined ? {} : { eventStoreUrl }),
    ...(eventStorePrefix === undefined ? {} : { eventStorePrefix }),
    ...(keysUrl === undefined ? {} : { keysUrl }),
    ...(masterKey === undefined ? {} : { masterKey }),
    ...(erasuresFile === undefined ? {} : { erasuresFile: resolve(erasuresFile) }),
    ...(calendar === undefined ? {} : { calendar }),
  };
}

function masterKeySetting(reader: SettingsReader): MasterKeySetting | undefined {
  const [file, command] = [reader.plain('MASTER_KEY_FILE'), reader.plain('MASTER_KEY_COMMAND')];
  if (file !== undefined && command !== undefined)
    reader.wrong('set either MASTER_KEY_FILE or MASTER_KEY_COMMAND, not both');
  if (command !== undefined) return { command };
  return file === undefined ? undefined : { file: resolve(file) };
}

function checkedKeysUrl(text: string): string {
  if (text === 'file') return text;
  try {
    return postgresAddress(text).url;
  } catch (error) {
    if (!(error instanceof InvalidPostgresUrl)) throw error;
    throw new ConfigurationInvalid(`KEYS_URL must be "file", or ${error.message.replace('the address must be ', '')}`);
  }
}

/** The message must not show the URL, which may hold a password. */
function checkedViewsUrl(text: string): string {
  if (isPostgresUrl(text) && URL.canParse(text)) return text;
  throw new ConfigurationInvalid('VIEWS_URL must be postgres://USER:PASSWORD@HOST:PORT/DATABASE');
}

const PREFIX = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

function checkedPrefix(prefix: string): string {
  if (PREFIX.test(prefix)) return prefix;
  throw new ConfigurationInvalid(
    `EVENT_STORE_PREFIX must be 1 to 40 letters, digits, dots, hyphens or underscores, and begin with a letter or digit, not ${shown(prefix)}`,
  );
}

function checkedLogUrl(url: string): string {
  try {
    return isPostgresUrl(url) ? postgresAddress(url).url : kurrentAddress(url).url;
  } catch (error) {
    if (error instanceof InvalidKurrentUrl || error instanceof InvalidPostgresUrl)
      throw new ConfigurationInvalid(`EVENT_STORE_URL: ${error.message}`);
    throw error;
  }
}

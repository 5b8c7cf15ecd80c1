import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidKurrentUrl, InvalidPostgresUrl, isPostgresUrl, kurrentAddress, postgresAddress } from '#event-store';
import { calendarSetting, type CalendarSetting } from './calendar-setting.js';
import { ConfigurationInvalid } from './configuration-invalid.js';

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
const MOST_SHADOW_DAYS = 365;
export const DEFAULT_CLOCK_TOLERANCE_SECONDS = 60;
const MOST_CLOCK_TOLERANCE_SECONDS = 86_400;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a setting from the environment variable, or from the file that the variable with the suffix `_FILE` names.
 * @returns undefined if neither is set @throws ConfigurationInvalid if both are set, or the file cannot be read
 */
export function setting(environment: Environment, name: string): string | undefined {
  const file = environment[`${name}_FILE`];
  const value = environment[name];
  if (file === undefined || file === '') return value === '' ? undefined : value;
  if (value !== undefined && value !== '')
    throw new ConfigurationInvalid(`set either ${name} or ${name}_FILE, not both`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigurationInvalid(`${name}_FILE names a file that cannot be read: ${file}`);
  }
}

/** @throws ConfigurationInvalid */
export function storageSettings(environment: Environment): StorageSettings {
  const eventStoreUrl = setting(environment, 'EVENT_STORE_URL');
  const eventStorePrefix = setting(environment, 'EVENT_STORE_PREFIX');
  const viewsUrl = setting(environment, 'VIEWS_URL');
  const calendar = setting(environment, 'CALENDAR');
  const keysUrl = setting(environment, 'KEYS_URL');
  const masterKey = masterKeySetting(environment);
  const erasuresFile = plain(environment, 'ERASURES_FILE');
  if (eventStorePrefix !== undefined && eventStoreUrl !== undefined && isPostgresUrl(eventStoreUrl))
    throw new ConfigurationInvalid('EVENT_STORE_PREFIX is for KurrentDB: on Postgres give each log its own database');
  return {
    dataDir: resolve(setting(environment, 'DATA_DIR') ?? './data'),
    ...(viewsUrl === undefined ? {} : { viewsUrl: postgresUrl(viewsUrl) }),
    modelMinShadowDays: shadowDays(environment),
    clockToleranceSeconds: clockTolerance(environment),
    clockMayGoBack: yesOrNo(environment, 'CLOCK_MAY_GO_BACK'),
    ...(eventStoreUrl === undefined ? {} : { eventStoreUrl: checkedLogUrl(eventStoreUrl) }),
    ...(eventStorePrefix === undefined ? {} : { eventStorePrefix: checkedPrefix(eventStorePrefix) }),
    ...(keysUrl === undefined ? {} : { keysUrl: checkedKeysUrl(keysUrl) }),
    ...(masterKey === undefined ? {} : { masterKey }),
    ...(erasuresFile === undefined ? {} : { erasuresFile: resolve(erasuresFile) }),
    ...(calendar === undefined ? {} : { calendar: calendarSetting(calendar) }),
  };
}

/** A path, or a command: no secret, so there is no second variable that names a file. */
const plain = (environment: Environment, name: string): string | undefined => environment[name] || undefined;

function masterKeySetting(environment: Environment): MasterKeySetting | undefined {
  const [file, command] = [plain(environment, 'MASTER_KEY_FILE'), plain(environment, 'MASTER_KEY_COMMAND')];
  if (file !== undefined && command !== undefined)
    throw new ConfigurationInvalid('set either MASTER_KEY_FILE or MASTER_KEY_COMMAND, not both');
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
function postgresUrl(text: string): string {
  const isPostgres = URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
  if (!isPostgres) throw new ConfigurationInvalid('VIEWS_URL must be postgres://USER:PASSWORD@HOST:PORT/DATABASE');
  return text;
}

function shadowDays(environment: Environment): number {
  const text = setting(environment, 'MODEL_MIN_SHADOW_DAYS');
  if (text === undefined) return DEFAULT_MIN_SHADOW_DAYS;
  const days = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(days <= MOST_SHADOW_DAYS))
    throw new ConfigurationInvalid(`MODEL_MIN_SHADOW_DAYS must be a whole number from 0 to ${MOST_SHADOW_DAYS}`);
  return days;
}

function clockTolerance(environment: Environment): number {
  const text = setting(environment, 'CLOCK_TOLERANCE_SECONDS');
  if (text === undefined) return DEFAULT_CLOCK_TOLERANCE_SECONDS;
  const seconds = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(seconds >= 1 && seconds <= MOST_CLOCK_TOLERANCE_SECONDS))
    throw new ConfigurationInvalid(
      `CLOCK_TOLERANCE_SECONDS must be a whole number from 1 to ${MOST_CLOCK_TOLERANCE_SECONDS}`,
    );
  return seconds;
}

function yesOrNo(environment: Environment, name: string): boolean {
  const text = setting(environment, name) ?? 'false';
  if (text !== 'true' && text !== 'false')
    throw new ConfigurationInvalid(`${name} must be true or false, not "${text}"`);
  return text === 'true';
}

const PREFIX = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

function checkedPrefix(prefix: string): string {
  if (PREFIX.test(prefix)) return prefix;
  throw new ConfigurationInvalid(
    `EVENT_STORE_PREFIX must be 1 to 40 letters, digits, dots, hyphens or underscores, and begin with a letter or digit, not "${prefix}"`,
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

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresUrl, kurrentAddress, postgresAddress } from '#event-store';
import { calendarOf } from './calendar.js';
import { folderProblem } from './data-folder.js';
import { erasuresFile } from './erasures-file.js';
import { keysPlace } from './keys-place.js';
import { readMasterKey } from './master-key.js';
import { readAll, type Config } from './settings/config.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { SettingsReader, type Environment } from './settings/settings-reader.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** One setting as it holds. */
export type SettingInForce = {
  readonly name: string;
  /** For people; of a secret only that there is one. */
  readonly value: string;
  readonly from: 'environment' | 'file' | 'default';
  /** Of a value that a file holds: its path. */
  readonly file: string | null;
};

type Shown = (text: string) => string;
type Declared = {
  /** How a given value is shown; left out: as it is. */
  readonly shown?: Shown;
  /** What holds where it is not given. */
  readonly otherwise: string | ((config: Config) => string);
};

const secret: Shown = () => 'set, not shown';
const NOTHING = 'none';
/** An address that cannot be read may hold a password anywhere. */
const address =
  (shorten: (url: string) => string): Shown =>
  (url) => {
    try {
      return shorten(url);
    } catch {
      return 'set, not shown: it cannot be read';
    }
  };
const postgres = address((url) => (url === 'file' ? url : postgresAddress(url).shown));
const logServer = address((url) => (isPostgresUrl(url) ? postgresAddress(url).shown : kurrentAddress(url).shown));
const web = address((url) => `${new URL(url).origin}${new URL(url).pathname}`);

/** All settings, in the order of the README. */
const SETTINGS: Readonly<Record<string, Declared>> = {
  HOST: { otherwise: '127.0.0.1' },
  PORT: { otherwise: '3000' },
  DATA_DIR: { otherwise: ({ storage }) => storage.dataDir },
  EVENT_STORE_URL: { shown: logServer, otherwise: ({ storage }) => join(storage.dataDir, 'log.db') },
  EVENT_STORE_PREFIX: { otherwise: NOTHING },
  VIEWS_URL: { shown: postgres, otherwise: ({ storage }) => join(storage.dataDir, 'views.db') },
  KEYS_URL: { shown: postgres, otherwise: ({ storage }) => keysPlace(storage).shown },
  MASTER_KEY_FILE: { otherwise: NOTHING },
  // A command line may hold a token of the key service.
  MASTER_KEY_COMMAND: { shown: secret, otherwise: NOTHING },
  ERASURES_FILE: { otherwise: ({ storage }) => erasuresFile(storage) },
  ADMIN_TOKEN: { shown: secret, otherwise: 'made at the first start' },
  AUTH_JWKS_URL: { shown: web, otherwise: NOTHING },
  AUTH_ISSUER: { otherwise: NOTHING },
  AUTH_AUDIENCE: { otherwise: NOTHING },
  AUTH_CLAIMS: { otherwise: 'sub, role, team, portfolio, personal_text' },
  AUTH_ROLES: { otherwise: 'our names' },
  ALERT_NETWORKS: { otherwise: NOTHING },
  ALLOWED_ORIGINS: { otherwise: NOTHING },
  AUDIT_READS: { otherwise: 'false' },
  MAX_CONNECTIONS: { otherwise: ({ http }) => String(http.maxConnections) },
  MAX_CONNECTIONS_PER_ADDRESS: { otherwise: ({ http }) => String(http.maxConnectionsPerAddress) },
  MAX_QUERY_COST: { otherwise: ({ documents }) => String(documents.maxCost) },
  MAX_COST_PER_MINUTE: { otherwise: 'no limit' },
  STOP_DELAY_SECONDS: { otherwise: ({ http }) => String(http.stopDelayMs / 1_000) },
  SOURCES_DIR: { otherwise: NOTHING },
  LOG_LEVEL: { otherwise: 'warn' },
  CALENDAR: { otherwise: 'Monday to Friday' },
  MODEL_MIN_SHADOW_DAYS: { otherwise: ({ storage }) => String(storage.modelMinShadowDays) },
  CLOCK_TOLERANCE_SECONDS: { otherwise: ({ storage }) => String(storage.clockToleranceSeconds) },
  CLOCK_MAY_GO_BACK: { otherwise: 'false' },
  NODE_ENV: { otherwise: NOTHING },
};

/** Paths and commands: the reader finds no second variable that names a file for them. */
const PLAIN = new Set(['MASTER_KEY_FILE', 'MASTER_KEY_COMMAND', 'ERASURES_FILE', 'SOURCES_DIR']);

/** Reads the configuration and looks at the files that it names. @throws ConfigurationInvalid with everything that is wrong */
export async function checkedConfig(environment: Environment): Promise<Config> {
  const reader = new SettingsReader(environment);
  const config = readAll(reader);
  const problems = [...reader.problems, ...(await unusable(config.storage))];
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  return config;
}

/** What holds, where each value comes from, and everything that is wrong. Nothing is changed, no command is run, no server asked. */
export async function settingsInForce(
  environment: Environment,
): Promise<{ readonly settings: readonly SettingInForce[]; readonly problems: readonly string[] }> {
  const reader = new SettingsReader(environment);
  const config = readAll(reader);
  const settings = Object.entries(SETTINGS).map(([name, declared]) => inForce(name, declared, reader, config));
  const ofInboxes = inboxSecrets(environment).map((name) =>
    inForce(name, { shown: secret, otherwise: NOTHING }, reader, config),
  );
  return { settings: [...settings, ...ofInboxes], problems: [...reader.problems, ...(await unusable(config.storage))] };
}

/** One setting for each source with an inbox: their names are those of folders. */
const inboxSecrets = (environment: Environment): readonly string[] => [
  ...new Set(
    Object.keys(environment)
      .filter((name) => name.startsWith('INBOX_SECRET_') && environment[name])
      .map((name) => name.replace(/_FILE$/, ''))
      .sort(),
  ),
];

function inForce(
  name: string,
  { shown = String, otherwise }: Declared,
  reader: SettingsReader,
  config: Config,
): SettingInForce {
  if (PLAIN.has(name)) {
    const text = reader.plain(name);
    if (text !== undefined) return { name, value: shown(text), from: 'environment', file: null };
  } else {
    const given = reader.given(name);
    if (given !== undefined)
      return {
        name,
        value: given.text === null ? 'cannot be read' : shown(given.text),
        from: given.from,
        file: given.from === 'file' ? given.file : null,
      };
  }
  const value = typeof otherwise === 'string' ? otherwise : otherwise(config);
  return { name, value, from: 'default', file: null };
}

/** What the settings name and cannot be used; each is one line. */
async function unusable(storage: StorageSettings): Promise<readonly string[]> {
  const folder = folderProblem(storage.dataDir);
  const register = erasuresFile(storage);
  return [
    ...(folder === null ? [] : [folder]),
    ...(isFolder(register) ? [`ERASURES_FILE ${register} is a folder. Name a file.`] : []),
    ...(await problemsOf(() => calendarOf(storage.calendar))),
    ...(await problemsOf(async () => {
      const { masterKey } = storage;
      // Whether a missing file is wrong depends on the keys: while there are none, it is made.
      if (masterKey !== undefined && 'file' in masterKey && existsSync(masterKey.file)) await readMasterKey(masterKey);
    })),
  ];
}

/** False also where this user may not look: the problem of the folder that it is in is told. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

async function problemsOf(check: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationInvalid)) throw error;
    return error.problems;
  }
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedConfig, settingsInForce } from './settings-in-force.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';

const folder = mkdtempSync(join(tmpdir(), 'rapport-settings-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true }));

type Settings = Readonly<Record<string, string>>;

const problemsOf = async (settings: Settings): Promise<readonly string[]> => {
  try {
    await checkedConfig({ DATA_DIR: join(folder, 'data'), ...settings });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.problems;
    throw error;
  }
};

/** Each kind of setting, wrong; the secrets in it are "hunter2". */
const EVERYTHING_WRONG = {
  PORT: 'x',
  MAX_QUERY_COST: '1',
  LOG_LEVEL: 'loud',
  AUDIT_READS: 'yes',
  ALLOWED_ORIGINS: 'https://a.example,b.example,c.example',
  ADMIN_TOKEN: 'hunter2',
  EVENT_STORE_URL: 'esdb://admin:hunter2@log.example:2113?shout=1',
  EVENT_STORE_PREFIX: '-a',
  VIEWS_URL: 'mysql://user:hunter2@views.example/rapport',
  KEYS_URL: 'postgres//user:hunter2@keys.example/rapport',
  MASTER_KEY_FILE: '/none',
  MASTER_KEY_COMMAND: 'print --token hunter2',
  AUTH_JWKS_URL: 'http://user:hunter2@id.example/keys',
  AUTH_AUDIENCE: 'rapport',
  AUTH_CLAIMS: 'size=shoe',
  CALENDAR: '{"weekend": ["SUN"], "segments": {"UK": {"ownDays": ["x", "y"]}}}',
  MODEL_MIN_SHADOW_DAYS: 'soon',
  CLOCK_TOLERANCE_SECONDS: '0',
};

it('names everything that is wrong at once, each in one line', async () => {
  const problems = await problemsOf(EVERYTHING_WRONG);
  for (const starts of [
    'PORT must be a whole number from 0 to 65535, not "x"',
    'MAX_QUERY_COST must be',
    'LOG_LEVEL must be debug, info, warn, error or silent, not "loud"',
    'AUDIT_READS must be true or false, not "yes"',
    'ALLOWED_ORIGINS must be origins such as https://dashboard.example.com, separated by commas, not "b.example", "c.example"',
    'ADMIN_TOKEN has 7 characters',
    'EVENT_STORE_URL: option shout is not known',
    'EVENT_STORE_PREFIX must be',
    'VIEWS_URL must be postgres://',
    'KEYS_URL must be "file", or postgres://',
    'set either MASTER_KEY_FILE or MASTER_KEY_COMMAND, not both',
    'AUTH_JWKS_URL must be an https address',
    'AUTH_JWKS_URL is set, so AUTH_ISSUER must be set too',
    'AUTH_CLAIMS can name the claims of',
    'CALENDAR weekend',
    'CALENDAR segments.UK ownDays: "x"',
    'CALENDAR segments.UK ownDays: "y"',
    'MODEL_MIN_SHADOW_DAYS must be',
    'CLOCK_TOLERANCE_SECONDS must be',
  ])
    expect(problems.filter((problem) => problem.startsWith(starts))).toHaveLength(1);
  expect(problems).toHaveLength(19);
  expect(problems.join()).not.toMatch(/hunter2|\n/);
});

it('has each problem in the message that an operator reads', async () => {
  const config = checkedConfig({ DATA_DIR: folder, PORT: 'x', LOG_LEVEL: 'loud' });
  await expect(config).rejects.toThrow(/^2 settings cannot be used:\n {2}PORT .*\n {2}LOG_LEVEL .*$/);
});

it('names the file that a value is from, and a file that is missing, empty, or given twice', async () => {
  const port = file('port', '99999\n');
  const settings = {
    PORT_FILE: port,
    HOST_FILE: join(folder, 'none'),
    ADMIN_TOKEN_FILE: file('empty', '\n'),
    VIEWS_URL_FILE: folder,
    LOG_LEVEL: 'info',
    LOG_LEVEL_FILE: port,
  };
  const problems = await problemsOf(settings);
  expect(problems.toSorted()).toEqual(
    [
      `ADMIN_TOKEN_FILE names a file that is empty: ${join(folder, 'empty')}. Put the value into it.`,
      `HOST_FILE names a file that does not exist: ${join(folder, 'none')}. Name one that this user may read.`,
      `PORT must be a whole number from 0 to 65535, not "99999" (PORT_FILE ${port})`,
      `VIEWS_URL_FILE names a file that cannot be read (EISDIR): ${folder}. Name one that this user may read.`,
      'set either LOG_LEVEL or LOG_LEVEL_FILE, not both',
    ].toSorted(),
  );
});

it('looks at what the settings name, and makes nothing', async () => {
  mkdirSync(join(folder, 'register'));
  const problems = await problemsOf({
    DATA_DIR: join(file('plain', ''), 'data'),
    ERASURES_FILE: join(folder, 'register'),
    CALENDAR: 'XX',
    MASTER_KEY_FILE: file('key', 'hunter2'),
  });
  expect(problems).toEqual([
    expect.stringMatching(/^DATA_DIR .* is not a folder, or its parent is not one\. Set DATA_DIR to a folder\.$/),
    expect.stringMatching(/^ERASURES_FILE .* is a folder\. Name a file\.$/),
    expect.stringContaining('CALENDAR holidays: "XX"'),
    expect.stringMatching(/^MASTER_KEY_FILE .* does not hold a master key: .*it holds 7 characters$/),
  ]);
  expect(await problemsOf({ MASTER_KEY_FILE: join(folder, 'not yet') })).toEqual([]);
});

describe('the settings in force', () => {
  const inForce = async (settings: Settings) => {
    const { settings: found } = await settingsInForce({ DATA_DIR: folder, ...settings });
    return new Map(found.map(({ name, ...rest }) => [name, rest]));
  };

  it('say of each where it comes from', async () => {
    const port = file('port-4000', '4000\n');
    const found = await inForce({ PORT_FILE: port, LOG_LEVEL: 'info', ERASURES_FILE: '/mnt/erasures' });
    expect(found.get('PORT')).toEqual({ value: '4000', from: 'file', file: port });
    expect(found.get('LOG_LEVEL')).toEqual({ value: 'info', from: 'environment', file: null });
    expect(found.get('ERASURES_FILE')).toEqual({ value: '/mnt/erasures', from: 'environment', file: null });
    expect(found.get('MAX_CONNECTIONS')).toEqual({ value: '5000', from: 'default', file: null });
    expect(found.get('VIEWS_URL')).toEqual({ value: join(folder, 'views.db'), from: 'default', file: null });
  });

  it('say by default where the keys follow the log to', async () => {
    const found = await inForce({ EVENT_STORE_URL: 'postgres://u:hunter2@log.example/rapport' });
    expect(found.get('KEYS_URL')?.value).toBe('the schema rapport_keys of postgres://log.example/rapport');
  });

  it('show addresses without passwords, and of a secret that there is one', async () => {
    const found = await inForce({
      ADMIN_TOKEN: 'hunter2-hunter2-hunter2',
      MASTER_KEY_COMMAND: 'print --token hunter2',
      EVENT_STORE_URL: 'esdb://admin:hunter2@log.example:2113',
      VIEWS_URL: 'postgres://user:hunter2@views.example/rapport?password=hunter2',
      KEYS_URL: 'postgres://user:hunter2@keys.example/rapport',
      AUTH_JWKS_URL: 'https://user:hunter2@id.example/keys?key=hunter2',
    });
    expect(JSON.stringify([...found])).not.toContain('hunter2');
    expect(found.get('ADMIN_TOKEN')?.value).toBe('set, not shown');
    expect(found.get('EVENT_STORE_URL')?.value).toBe('esdb://log.example:2113');
    expect(found.get('VIEWS_URL')?.value).toBe('postgres://views.example/rapport');
    expect(found.get('AUTH_JWKS_URL')?.value).toBe('https://id.example/keys');
  });

  it('show nothing of addresses that cannot be read, and are told although other settings are wrong', async () => {
    const { settings, problems } = await settingsInForce(EVERYTHING_WRONG);
    expect(problems.length).toBeGreaterThan(10);
    expect(JSON.stringify({ settings, problems })).not.toContain('hunter2');
  });

  it('show that each inbox has a secret, and none of them', async () => {
    const { settings } = await settingsInForce({ INBOX_SECRET_ZENDESK: 'hunter2-hunter2-hunter2' });
    const shown = { value: 'set, not shown', from: 'environment', file: null };
    expect(settings.at(-1)).toEqual({ name: 'INBOX_SECRET_ZENDESK', ...shown });
  });

  it('are all in the table of the README, in its order, with its defaults', async () => {
    const readme = readFileSync('README.md', 'utf8');
    const table = new Map(
      [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\|/gm)].map(([, name = '', otherwise = '']) => [name, otherwise]),
    );
    const { settings } = await settingsInForce({});
    // It stands for one setting of each inbox.
    expect(table.delete('INBOX_SECRET_NAME')).toBe(true);
    expect([...table.keys()]).toEqual(settings.map(({ name }) => name));
    const exact = [...table].filter(([name, otherwise]) => otherwise.startsWith('`') && name !== 'DATA_DIR');
    expect(exact.length).toBeGreaterThan(8);
    for (const [name, otherwise] of exact)
      expect([name, `\`${settings.find((each) => each.name === name)?.value}\``]).toEqual([name, otherwise]);
  });
});

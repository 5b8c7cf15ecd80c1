import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from './config.js';
import { ConfigurationInvalid } from './configuration-invalid.js';

const problemOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.message;
    throw error;
  }
  throw new Error('it was taken');
};

it('needs nothing set', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    http: {
      maxConnections: 5_000,
      maxConnectionsPerAddress: 2_000,
      stopDelayMs: 1_000,
      allowedOrigins: [],
      isLocal: true,
    },
    documents: { maxCost: 50_000, maxCostPerMinute: null, isSchemaPublic: true },
    storage: { dataDir: resolve('data'), modelMinShadowDays: 14, clockToleranceSeconds: 60, clockMayGoBack: false },
    adminToken: null,
    jwt: null,
    auditReads: false,
    alertNetworks: [],
    logLevel: 'warn',
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(readConfig({ PORT: '', HOST: '', ADMIN_TOKEN: '', AUTH_ISSUER: '' })).toEqual(readConfig({}));
});

it.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '30.5'],
  ['MAX_CONNECTIONS', '9'],
  ['MAX_CONNECTIONS', '100001'],
  ['MAX_CONNECTIONS_PER_ADDRESS', '9'],
  ['ALLOWED_ORIGINS', 'dashboard.example.com'],
  ['ALLOWED_ORIGINS', 'https://a.example,https://b.example/'],
  ['MAX_QUERY_COST', '999'],
  ['MAX_QUERY_COST', '10000001'],
  ['MAX_COST_PER_MINUTE', '49999'],
  ['STOP_DELAY_SECONDS', '61'],
  ['STOP_DELAY_SECONDS', '0.5'],
  ['LOG_LEVEL', 'loud'],
  ['ADMIN_TOKEN', 'two words that are long enough'],
  ['ADMIN_TOKEN', 'x'.repeat(19)],
  ['EVENT_STORE_URL', 'mysql://host/db'],
  ['EVENT_STORE_URL', 'postgres://log.example:5432'],
  ['MODEL_MIN_SHADOW_DAYS', '366'],
  ['MODEL_MIN_SHADOW_DAYS', '1.5'],
  ['MODEL_MIN_SHADOW_DAYS', 'soon'],
  ['EVENT_STORE_URL', 'esdb://log.example:2113'],
  ['EVENT_STORE_URL', 'esdb://log.example?tls=false&tlsVerifyCert=false'],
  ['VIEWS_URL', 'mysql://host/db'],
  ['VIEWS_URL', 'views'],
  ['AUDIT_READS', 'yes'],
  ['AUTH_JWKS_URL', 'https://id.example/keys'],
  ['AUTH_ISSUER', 'https://id.example'],
  ['AUTH_AUDIENCE', 'rapport'],
])('refuses %s=%s in a sentence that names it', (name, value) => {
  expect(problemOf({ [name]: value })).toContain(name);
});

it('takes any whole number of days in shadow, also none', () => {
  for (const [text, days] of [
    ['0', 0],
    ['365', 365],
  ] as const)
    expect(readConfig({ MODEL_MIN_SHADOW_DAYS: text }).storage.modelMinShadowDays).toBe(days);
});

it.each([
  [{}, true],
  [{ HOST: 'localhost' }, true],
  [{ HOST: '127.0.0.9' }, true],
  [{ HOST: '::1' }, true],
  [{ HOST: '0.0.0.0' }, false],
  [{ HOST: '::' }, false],
  [{ HOST: '127.example.org' }, false],
  [{ NODE_ENV: 'production' }, false],
  [{ NODE_ENV: 'development' }, true],
])('lets callers read the schema only while it is for developers: %j', (environment, isPublic) =>
  expect(readConfig(environment).documents.isSchemaPublic).toBe(isPublic),
);

it('takes the token from a file, without its line end', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'rapport-config-')), 'token');
  writeFileSync(file, 's3cret-that-is-long-enough\n');
  expect(readConfig({ ADMIN_TOKEN_FILE: file }).adminToken).toBe('s3cret-that-is-long-enough');
  writeFileSync(file, '\n');
  expect(problemOf({ ADMIN_TOKEN_FILE: file })).toContain('ADMIN_TOKEN');
});

it('never shows the token', () => {
  expect(problemOf({ ADMIN_TOKEN: 'hunter 2 and some more characters' })).not.toContain('hunter');
});

it.each([
  'esdb://127.0.0.1:2113?tls=false',
  'esdb+discover://admin:change%3Ait@log.example:2113',
  'postgres://user:pass@127.0.0.1:5432/rapport',
  'postgresql://log.example/rapport?sslmode=verify-full',
])('takes the server of the log from EVENT_STORE_URL: %s', (url) => {
  expect(readConfig({ EVENT_STORE_URL: url }).storage.eventStoreUrl).toBe(url);
});

it('refuses a prefix of streams for a log on Postgres', () => {
  const problem = problemOf({ EVENT_STORE_URL: 'postgres://u:hunter2@host/db', EVENT_STORE_PREFIX: 'a-' });
  expect(problem).toContain('EVENT_STORE_PREFIX');
  expect(problem).not.toContain('hunter2');
});

it('never shows the password of the log', () => {
  expect(problemOf({ EVENT_STORE_URL: 'postgres://user:hunter2@host' })).not.toContain('hunter2');
  const problem = problemOf({ EVENT_STORE_URL: 'esdb://admin:hunter2@log.example:2113?shout=1' });
  expect(problem).toContain('shout');
  expect(problem).not.toContain('hunter2');
});

it.each(['postgres://user:pass@127.0.0.1:5432/rapport', 'postgresql://views.example/rapport?sslmode=verify-full'])(
  'takes the database of the views from VIEWS_URL: %s',
  (url) => {
    expect(readConfig({ VIEWS_URL: url }).storage.viewsUrl).toBe(url);
  },
);

it('never shows the password of the views', () => {
  expect(problemOf({ VIEWS_URL: 'mysql://user:hunter2@views.example/rapport' })).not.toContain('hunter2');
});

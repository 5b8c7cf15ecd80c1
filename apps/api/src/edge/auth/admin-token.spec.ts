import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminToken } from './admin-token.js';
import { ADMIN } from './actor.js';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'rapport-token-'));

it('is made at the first start, shown once and good ever after', () => {
  const dataDir = emptyFolder();
  const first = AdminToken.load({ adminToken: null, dataDir });
  expect(first.madeNow).toMatch(/^[\w-]{43}$/);
  first.keep();
  const later = AdminToken.load({ adminToken: null, dataDir });
  expect(later.madeNow).toBeNull();
  expect(later.actorOf(`Bearer ${first.madeNow}`)).toEqual(ADMIN);
});

it('leaves on disk only a digest that nobody else may read', () => {
  const dataDir = emptyFolder();
  const token = AdminToken.load({ adminToken: null, dataDir });
  token.keep();
  const [name = ''] = readdirSync(dataDir);
  expect(readFileSync(join(dataDir, name), 'utf8')).not.toContain(token.madeNow);
  expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
});

it('leaves nothing on disk before it was shown, so that a start which fails loses no token', () => {
  const dataDir = emptyFolder();
  const first = AdminToken.load({ adminToken: null, dataDir });
  expect(readdirSync(dataDir)).toEqual([]);
  expect(AdminToken.load({ adminToken: null, dataDir }).madeNow).not.toBe(first.madeNow);
});

it('is another for every data folder', () => {
  const made = () => AdminToken.load({ adminToken: null, dataDir: emptyFolder() }).madeNow;
  expect(made()).not.toBe(made());
});

it('is the configured one where there is one, and that is not written down', () => {
  const dataDir = emptyFolder();
  const token = AdminToken.load({ adminToken: 'chosen', dataDir });
  expect(token.madeNow).toBeNull();
  expect(token.actorOf('Bearer chosen')).toEqual(ADMIN);
  expect(readdirSync(dataDir)).toEqual([]);
});

it.each([
  undefined,
  null,
  7,
  '',
  'chosen',
  'Bearer',
  'Bearer ',
  'Bearer wrong',
  'Bearer chosen2',
  'Basic chosen',
  ['Bearer chosen'],
])('does not open to %j', (authorization) => {
  expect(AdminToken.load({ adminToken: 'chosen', dataDir: emptyFolder() }).actorOf(authorization)).toBeNull();
});

it('takes the name of the scheme in any case', () => {
  const token = AdminToken.load({ adminToken: 'chosen', dataDir: emptyFolder() });
  expect(token.actorOf('bearer chosen')).not.toBeNull();
});

it('says what to do where the digest is damaged', () => {
  const dataDir = emptyFolder();
  writeFileSync(join(dataDir, 'admin-token.sha256'), 'nonsense');
  expect(() => AdminToken.load({ adminToken: null, dataDir })).toThrow(/Delete it: the next start makes a new token/);
});

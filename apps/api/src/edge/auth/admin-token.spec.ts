import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminToken } from './admin-token.js';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'rapport-token-'));

it('is made at the first start, shown once and good ever after', () => {
  const dataDir = emptyFolder();
  const first = AdminToken.load({ adminToken: null, dataDir });
  expect(first.madeNow).toMatch(/^[\w-]{43}$/);
  first.keep();
  const later = AdminToken.load({ adminToken: null, dataDir });
  expect(later.madeNow).toBeNull();
  expect(later.isHeldIn(String(first.madeNow))).toBe(true);
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
  expect(token.isHeldIn('chosen')).toBe(true);
  expect(token.isHeldIn('chosen2')).toBe(false);
  expect(readdirSync(dataDir)).toEqual([]);
});

it('says what to do where the digest is damaged', () => {
  const dataDir = emptyFolder();
  writeFileSync(join(dataDir, 'admin-token.sha256'), 'nonsense');
  expect(() => AdminToken.load({ adminToken: null, dataDir })).toThrow(/Delete it: the next start makes a new token/);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { jwtSettings } from '#deployment';
import { SignedTokens } from './signed-tokens.js';

const NOW = Date.UTC(2026, 2, 2, 9);
const SECOND = NOW / 1_000;

let server: Server;
let url: string;
let ours: { publicKey: CryptoKey; privateKey: CryptoKey };
let others: typeof ours;
const warnings: object[] = [];
const log = { warn: (fields: object) => void warnings.push(fields) };

beforeAll(async () => {
  ours = await generateKeyPair('RS256');
  others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] }))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
afterEach(() => void warnings.splice(0));

const signedTokens = (more: Readonly<Record<string, string>> = {}, now = NOW) => {
  const settings = jwtSettings({ AUTH_JWKS_URL: url, AUTH_ISSUER: 'us', AUTH_AUDIENCE: 'rapport', ...more });
  if (settings === null) throw new Error('no settings');
  return new SignedTokens(settings, () => now, log);
};

const CLAIMS: JWTPayload = { iss: 'us', aud: 'rapport', sub: 'ana', role: 'RECORDER', exp: SECOND + 60 };
const sign = (claims: JWTPayload, key: CryptoKey | Uint8Array = ours.privateKey, alg = 'RS256') =>
  new SignJWT(claims).setProtectedHeader({ alg, kid: 'k' }).sign(key);
const admit = async (claims: JWTPayload, more: Readonly<Record<string, string>> = {}) =>
  signedTokens(more).admit(await sign({ ...CLAIMS, ...claims }));

it('knows the caller by the claims', async () => {
  const admission = await admit({ team: 'north', portfolio: 'ben' });
  expect(admission?.actor).toEqual({
    ...{ identity: 'ana', role: 'RECORDER', team: 'north', portfolio: 'ben', mayReadText: false },
  });
  expect(await admission?.holds()).toBe(true);
});

it('takes the claims and the roles that the settings name', async () => {
  const settings = {
    AUTH_CLAIMS: 'identity=nick,role=groups,text=texts',
    AUTH_ROLES: 'crm-read=ANALYST, crm-lead=LEAD',
  };
  const groups = ['staff', 'crm-read'];
  expect((await admit({ nick: ' ana ', groups, texts: true }, settings))?.actor).toMatchObject({
    ...{ identity: 'ana', role: 'ANALYST', mayReadText: true },
  });
  expect(await admit({ nick: 'ana', groups: ['crm-read', 'crm-lead'] }, settings)).toBeNull();
  expect(await admit({ nick: 'ana', groups: 'ANALYST' }, settings)).toBeNull();
});

it.each<readonly [string, JWTPayload]>([
  ['another issuer', { iss: 'them' }],
  ['no issuer', { iss: undefined }],
  ['another audience', { aud: 'billing' }],
  ['no audience', { aud: undefined }],
  ['an end that has passed', { exp: SECOND - 60 }],
  ['no end', { exp: undefined }],
  ['a beginning that has not come', { nbf: SECOND + 60 }],
  ['no role', { role: undefined }],
  ['an unknown role', { role: 'OWNER' }],
  ['a role in another case', { role: 'admin' }],
  ['no identity', { sub: undefined }],
  ['the identity of the administrator', { sub: 'Admin' }],
  ['the identity of an importer', { sub: 'import:crm' }],
  ['an e-mail address for an identity', { sub: 'ana@example.com' }],
])('refuses a token with %s', async (_, claims) => expect(await admit(claims)).toBeNull());

it('refuses a token that is not signed, or not with a key of the provider', async () => {
  const tokens = signedTokens();
  expect(await tokens.admit(new UnsecuredJWT(CLAIMS).encode())).toBeNull();
  expect(await tokens.admit(await sign(CLAIMS, others.privateKey))).toBeNull();
  // The public key, which everybody knows, taken for a shared secret.
  const secret = new TextEncoder().encode(await exportSPKI(ours.publicKey));
  expect(await tokens.admit(await sign(CLAIMS, secret, 'HS256'))).toBeNull();
  const [head, , signature] = (await sign(CLAIMS)).split('.');
  const forged = Buffer.from(JSON.stringify({ ...CLAIMS, role: 'ADMIN' })).toString('base64url');
  expect(await tokens.admit([head, forged, signature].join('.'))).toBeNull();
  for (const text of ['', 'a.b', 'a.b.c', '..', 'rapport_x']) expect(await tokens.admit(text)).toBeNull();
  expect(warnings).toEqual([]);
});

it('refuses everybody while the keys cannot be read, and says so in the log', async () => {
  const token = await sign(CLAIMS);
  expect(await signedTokens({ AUTH_JWKS_URL: 'http://127.0.0.1:1/keys' }).admit(token)).toBeNull();
  expect(warnings).toHaveLength(1);
});

it('lets a token go when its time is over', async () => {
  const settings = jwtSettings({ AUTH_JWKS_URL: url, AUTH_ISSUER: 'us', AUTH_AUDIENCE: 'rapport' });
  if (settings === null) throw new Error('no settings');
  let now = NOW;
  const admission = await new SignedTokens(settings, () => now, log).admit(await sign(CLAIMS));
  expect(await admission?.holds()).toBe(true);
  now += 3_600_000;
  expect(await admission?.holds()).toBe(false);
});

it.each([
  [{ AUTH_ISSUER: 'us' }, 'AUTH_ISSUER needs AUTH_JWKS_URL'],
  [{ AUTH_JWKS_URL: 'http://id.example/keys' }, 'https'],
  [{ AUTH_JWKS_URL: 'nonsense' }, 'https'],
  [{ AUTH_JWKS_URL: 'https://id.example/keys' }, 'AUTH_ISSUER must be set'],
  [{ AUTH_JWKS_URL: 'https://id.example/keys', AUTH_ISSUER: 'us' }, 'AUTH_AUDIENCE must be set'],
])('refuses settings that are not complete: %j', (settings, says) => {
  expect(() => jwtSettings(settings)).toThrow(says);
});

it.each([
  [{ AUTH_CLAIMS: 'identity' }, 'AUTH_CLAIMS must be pairs'],
  [{ AUTH_CLAIMS: 'nose=x' }, 'not of "nose"'],
  [{ AUTH_ROLES: 'a=BOSS' }, 'not to "BOSS"'],
])('refuses claims and roles that it does not know: %j', (settings, says) => {
  expect(() => signedTokens(settings)).toThrow(says);
});

it('asks a provider that fails once in five seconds, however many tokens come, and then again', async () => {
  let asked = 0;
  const failing = createServer((_, response) => {
    asked += 1;
    response.writeHead(500).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => failing.once('listening', resolve));
  const down = `http://127.0.0.1:${(failing.address() as AddressInfo).port}/keys`;
  let now = NOW;
  const settings = jwtSettings({ AUTH_JWKS_URL: down, AUTH_ISSUER: 'us', AUTH_AUDIENCE: 'rapport' });
  const tokens = settings && new SignedTokens(settings, () => now, log);
  for (let i = 0; i < 4; i += 1) expect(await tokens?.admit(await sign(CLAIMS))).toBeNull();
  expect([asked, warnings.length]).toEqual([1, 1]);
  now += 5_000;
  expect(await tokens?.admit(await sign(CLAIMS))).toBeNull();
  expect(asked).toBe(2);
  failing.close();
  failing.closeAllConnections();
});

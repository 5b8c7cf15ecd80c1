import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { rapport } from '../import/rapport.js';
import { rapportHere } from '../replay/in-process.js';
import { ApiUnderTest } from './api-under-test.js';

// The command line makes and revokes tokens beside a server that runs, which never hears of it but by looking them up.

let provider: Server;
let key: CryptoKey;
let api: ApiUnderTest;
beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }];
  provider = createServer((_, response) => response.end(JSON.stringify({ keys }))).listen(0, '127.0.0.1');
  await new Promise((resolve) => provider.once('listening', resolve));
  const { port } = provider.address() as AddressInfo;
  const settings = { AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys`, AUTH_ISSUER: 'us', AUTH_AUDIENCE: 'rapport' };
  api = await ApiUnderTest.start({ settings });
  await api.accept('openRelationship', { customerId: 'of-ana', owner: 'ana' });
  await api.accept('openRelationship', { customerId: 'of-ben', owner: 'ben' });
});
afterAll(async () => {
  await api.stop();
  provider.close();
  provider.closeAllConnections();
});

const run = (...words: string[]) => rapport(api.dataDir, 'token', ...words).ended;
const LIST = '{ relationships { edges { node { customerId } } } }';

async function seenWith(token: string): Promise<readonly string[] | number> {
  const response = await api.send({ query: LIST }, { authorization: `Bearer ${token}` });
  const { data } = (await response.json()) as {
    data?: { relationships: { edges: readonly { node: { customerId: string } }[] } };
  };
  return data?.relationships.edges.map(({ node }) => node.customerId) ?? response.status;
}

it('makes a token that a running server takes at once, and refuses at once when it is revoked', async () => {
  const made = await run('create', 'laptop', '--role', 'recorder', '--identity', 'ana', '--expires', '90d', '--json');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const { token, ...rest } = JSON.parse(made.stdout) as { token: string };
  expect(rest).toMatchObject({ name: 'laptop', identity: 'ana', role: 'RECORDER', team: null, revokedAt: null });
  expect(await seenWith(token)).toEqual(['of-ana']);
  const listed = await rapportHere(api.dataDir, 'token', 'list', '--json');
  expect(JSON.parse(listed)).toMatchObject({ tokens: [{ name: 'laptop', identity: 'ana' }] });
  expect(listed).not.toContain(token);
  expect((await run('create', 'laptop', '--role', 'ADMIN')).code).toBe(2);
  expect(await run('revoke', 'laptop')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await seenWith(token)).toBe(401);
  expect(await rapportHere(api.dataDir, 'token', 'list')).toMatch(/^laptop +RECORDER +ana .*\d{4}-\d\d-\d\d/m);
  expect((await run('revoke', 'laptop')).code).toBe(2);
});

it.each([
  [['create', 'x', '--role', 'BOSS'], '--role must be one of'],
  [['create', 'x'], '--role'],
  [['create', 'x', '--role', 'ADMIN', '--expires', 'soon'], '--expires must lie in the future'],
  [['create', 'x', '--role', 'ADMIN', '--expires', '2020-01-01T00:00Z'], '--expires must lie in the future'],
  [['create', 'ana@example.com', '--role', 'ADMIN'], 'e-mail'],
  [['create', 'x', '--role', 'ADMIN', '--team', 'north'], '--team is for the role LEAD'],
  [['create', 'x', '--role', 'LEAD', '--personal-text'], '--personal-text is for the role ANALYST'],
])('refuses %j and says why', async (words, says) => {
  await expect(rapportHere(api.dataDir, 'token', ...words)).rejects.toThrow(says);
});

it('takes a token of the identity provider, and ends its socket with it', async () => {
  const sign = (seconds: number) =>
    new SignJWT({ role: 'RECORDER' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setSubject('ben')
      .setIssuer('us')
      .setAudience('rapport')
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(key);
  expect(await seenWith(await sign(60))).toEqual(['of-ben']);
  // Clocks may differ by five seconds, so this one is good for about a second.
  expect(await seenWith(await sign(-60))).toBe(401);
  const client = api.socket(await sign(-4));
  const ended = new Promise((resolve) => {
    client.on('closed', resolve);
    client.subscribe(
      { query: 'subscription { contactRecorded { cursor } }' },
      { next: resolve, error: resolve, complete: resolve.bind(null, null) },
    );
  });
  expect(await ended).toMatchObject({ code: 4403 });
  await client.dispose();
});

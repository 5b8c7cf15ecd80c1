import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ApiUnderTest } from '../e2e/api-under-test.js';

const BUILT = 'apps/dashboard/dist';
/** Compressed, with everything that the first visit loads. */
const MOST_BYTES = 250_000;

describe('the files of the page', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(() => api.stop());

  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(new URL(path, api.url), { headers: { 'accept-encoding': 'identity', ...headers } });
  const assets = async () =>
    [...(await (await get('/')).text()).matchAll(/"\.(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);

  it('may do only what their policy allows', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const named = [...policy.matchAll(/'self'|https?:|\*/g)].map(([source]) => source);
    expect(new Set(named)).toEqual(new Set(["'self'"]));
    for (const path of ['/', ...(await assets())])
      expect(Object.fromEntries((await get(path)).headers)).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
  });

  it('have no script and no style in the page itself, and nothing from elsewhere', async () => {
    const page = await (await get('/')).text();
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|style=|https?:/);
    expect((await assets()).length).toBeGreaterThan(2);
  });

  it('are asked for each time if their name stays, and never again if it holds their hash', async () => {
    const page = await get('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/', { 'if-none-match': page.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    for (const path of await assets()) {
      expect(path).toMatch(/-[\w-]{8}\.\w+$/);
      expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('are the same in each encoding', async () => {
    for (const path of ['/', ...(await assets())]) {
      const plain = await (await get(path)).text();
      for (const encoding of ['br', 'gzip']) {
        const sent = await get(path, { 'accept-encoding': `deflate, ${encoding}` });
        expect([sent.headers.get('content-encoding'), sent.headers.get('vary')]).toEqual([encoding, 'accept-encoding']);
        expect(await sent.text()).toBe(plain);
      }
    }
  });

  it('are all there is: no other file of the machine is served', async () => {
    for (const path of [
      '/assets/',
      '/assets/..%2fmade-from',
      '/made-from',
      '/index.html',
      '/assets/%2e%2e/%2e%2e/package.json',
    ])
      expect((await get(path)).status).toBe(404);
  });

  it(`take less than ${MOST_BYTES} bytes`, () => {
    const sizes = readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.gz'))
      .map((name) => statSync(join(BUILT, name)).size);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });
});

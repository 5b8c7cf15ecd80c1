import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readConfig, type Config } from '#deployment';
import { whyNotStarted } from '../../apps/api/src/config/why-not-started.js';
import { startApi } from '../../apps/api/src/start.js';
import { temporaryFolder } from '../kit/deployment.js';
import { TOKEN } from './api-under-test.js';
import { frame, halfRequest, RawCaller, UPGRADE } from './raw-caller.js';

const FROM_TYPESCRIPT = ['--conditions=source', '--import', './test/kit/run-typescript.mjs'];
const READY = /serves GraphQL at (\S+)/;

/** A server in a process of its own, as an operator starts it. */
function start(settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [...FROM_TYPESCRIPT, 'apps/api/src/main.ts'], {
    env: { PATH: process.env.PATH, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (said.stderr += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return {
    said,
    ended,
    /** The address, once it serves and has said all that it says at a start. */
    async serving(): Promise<string> {
      for (;;) {
        const url = READY.exec(said.stdout)?.[1];
        if (url !== undefined && said.stdout.endsWith('\n')) return url;
        const next = await Promise.race([once(child.stdout, 'data'), ended]);
        if (!Array.isArray(next)) throw new Error(`it ended: ${next.stderr}`);
      }
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

describe('a start', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());
  const path = (name: string) => join(folder.path, name);

  /** Why a server does not start on these settings, as an operator reads it. */
  async function refused(settings: Readonly<Record<string, string>>): Promise<string> {
    let config: Config | null = null;
    try {
      config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...settings });
      const api = await startApi(config);
      await api.stop();
    } catch (error) {
      return whyNotStarted(error, config);
    }
    throw new Error('it started');
  }

  it('that fails says why in one line, without a stack', async () => {
    const { code, stdout, stderr } = await start({ DATA_DIR: path('never'), PORT: 'x' }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('Rapport cannot start: PORT must be a whole number from 0 to 65535, not "x"\n');
  });

  it('names the setting of a server that cannot be reached', async () => {
    const nowhere = 'postgres://u:p@127.0.0.1:1/x';
    expect(await refused({ DATA_DIR: path('no-views'), VIEWS_URL: nowhere })).toMatch(
      /^the views cannot be reached: .*127\.0\.0\.1:1\. Look at VIEWS_URL and at the server that it names$/,
    );
    expect(await refused({ DATA_DIR: path('no-log'), EVENT_STORE_URL: nowhere })).toMatch(
      /^Postgres cannot be reached: .*127\.0\.0\.1:1\. Look at EVENT_STORE_URL and at the server that it names$/,
    );
  });

  it('names the port that is in use, and has written nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const said = await refused({ DATA_DIR: path('never'), PORT: String(port) });
    other.close();
    expect(said).toContain(`PORT ${port} on 127.0.0.1 is in use by another process.`);
    expect(existsSync(path('never'))).toBe(false);
  });

  it('names the address that is not of this machine', async () => {
    expect(await refused({ DATA_DIR: path('never'), HOST: '203.0.113.1' })).toContain(
      'HOST 203.0.113.1 is not an address',
    );
    expect(existsSync(path('never'))).toBe(false);
  });

  it('names the folder that is none', async () => {
    writeFileSync(path('file'), '');
    expect(await refused({ DATA_DIR: path('file/data') })).toContain(`DATA_DIR ${path('file/data')} is not a folder`);
  });

  it('names the file of keys that holds none, and makes no other in its place', async () => {
    mkdirSync(path('keys'));
    const text = 'these are no keys, though they are long enough to be a header of SQLite '.repeat(30);
    writeFileSync(path('keys/keys.db'), text);
    expect(await refused({ DATA_DIR: path('keys') })).toMatch(/keys\.db cannot be read as a file of keys .*backup/);
    expect(readFileSync(path('keys/keys.db'), 'utf8')).toBe(text);
  });

  it('refuses a short token, and does not show it', async () => {
    const said = await refused({ DATA_DIR: path('never'), ADMIN_TOKEN: 'hunter2' });
    expect(said).toContain('ADMIN_TOKEN has 7 characters but needs at least 20');
    expect(said).not.toContain('hunter2');
  });

  it('shows a new token once; it is good from then on', async () => {
    const settings = { DATA_DIR: path('token'), LOG_LEVEL: 'info' };
    const first = start(settings);
    const url = await first.serving();
    const token = /shown this once: (\S+)/.exec(first.said.stdout)?.[1] ?? '';
    expect(await ask(url, token, '{ models { id } }')).toBe(200);
    const refusedContact =
      'mutation { recordCheckIn(input: { customerId: "secret-customer", note: "Ana is ill" }) { replayed } }';
    await ask(url, token, refusedContact);
    await ask(url, 'secret-wrong-token', '{ models { id } }');
    const { code, stderr } = await first.stop();
    expect(code).toBe(0);
    // What LOG_LEVEL=info shows: requests, refused tokens and refusals, and nothing that a caller sent.
    const lines = stderr.split('\n').filter((line) => line !== '');
    const logged = lines.map((line) => JSON.parse(line) as { msg: string; [field: string]: unknown });
    const request = { msg: 'request', method: 'POST', route: '/graphql' };
    expect(logged).toContainEqual(expect.objectContaining({ ...request, status: 200, operation: 'mutation' }));
    expect(logged).toContainEqual(expect.objectContaining({ ...request, status: 401, codes: ['UNAUTHENTICATED'] }));
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'refused', codes: ['CUSTOMER_UNKNOWN'] }));
    expect(stderr).not.toMatch(/secret|Ana/);
    expect(stderr).not.toContain(token);
    const second = start(settings);
    const again = await second.serving();
    expect(second.said.stdout).not.toContain('token');
    expect(await ask(again, token, '{ models { id } }')).toBe(200);
    await second.stop();
  });
});

describe('a stop', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('succeeds, whoever is connected, and prints nothing about connections that were reset', async () => {
    const server = start({ DATA_DIR: folder.path, ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn', STOP_DELAY_SECONDS: '0' });
    const url = await server.serving();
    const listening = async () => {
      const caller = (await RawCaller.connect({ url })).say(UPGRADE);
      caller.say(frame(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } })));
      await caller.heard(/connection_ack/);
      return caller;
    };
    const gone = await Promise.all(Array.from({ length: 5 }, listening));
    for (const caller of gone) {
      for (let id = 0; id < 5; id += 1)
        caller.say(
          frame(JSON.stringify({ type: 'subscribe', id: `${id}`, payload: { query: '{ models { document } }' } })),
        );
      caller.leave();
    }
    const broken = (await listening()).say(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await broken.closed;
    await RawCaller.connect({ url });
    await listening();
    (await RawCaller.connect({ url })).say(halfRequest());
    const { code, stderr } = await server.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

async function ask(url: string, token: string, query: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).status;
}

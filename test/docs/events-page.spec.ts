// The two programs of docs/events.md, each run as it stands: over a file, and on the stand-in of a server.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '#deployment';
import { IDENTITY_STREAM } from '#event-store';
import { exportLog } from '../../apps/cli/src/move/export-log.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { until } from '../kit/until.js';

const [overFile, overServer] = [...readFileSync('docs/events.md', 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(
  ([, code = '']) => code,
);

// In the project, so that Node finds its packages.
const folder = mkdtempSync('node_modules/.events-page-');
let server: StandIn;
beforeAll(async () => {
  server = await startStandIn();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const OPENED = {
  id: '0190a2f1-0000-7000-8000-000000000001',
  type: 'RelationshipOpened',
  data: { customerId: 'acme', occurredAt: '2026-03-02T09:30:00.000Z' },
  metadata: { v: 1, recordedAt: '2026-03-02T10:00:00.000Z', recordedBy: 'ann', $correlationId: 'x', fingerprint: 'y' },
};

const logAt = async (url: string | null) => {
  const store = await openLog(url === null ? { dataDir: folder } : { dataDir: folder, eventStoreUrl: url });
  await store.append(IDENTITY_STREAM, [{ ...OPENED, id: OPENED.id.replace(/1$/, '2'), type: 'Other' }], 'any');
  await store.append('relationship-acme', [OPENED], 'any');
  await store.close();
};

/** Starts the program. @returns what it has written so far, and how to end it */
function run(code: string | undefined, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(folder, 'program.mjs'), code ?? '');
  const child = spawn(process.execPath, ['program.mjs'], { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said.text += String(chunk)));
  const ended = new Promise((resolve) => child.on('close', resolve));
  return { said, ended, end: () => child.kill('SIGKILL') };
}

it('reads an exported log', async () => {
  await logAt(null);
  const { signal } = new AbortController();
  await exportLog({ path: join(folder, 'log.ndjson'), storage: { dataDir: folder }, progress: SILENT, signal });
  const { said, ended } = run(overFile);
  await ended;
  expect(said.text).toBe('2026-03-02T10:00:00.000Z 2026-03-02T09:30:00.000Z acme RelationshipOpened\n');
});

it('follows a server', async () => {
  await logAt(server.url);
  const { said, ended, end } = run(overServer, { EVENT_STORE_URL: server.url });
  await until(() => said.text.includes('}'));
  end();
  await ended;
  expect(said.text).toBe(
    "relationship-acme RelationshipOpened { customerId: 'acme', occurredAt: '2026-03-02T09:30:00.000Z' }\n",
  );
});

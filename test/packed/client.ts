// The second part of npm run test:packed: packs the client, installs it into an empty folder, checks that a program in TypeScript
// sees its types, and runs its example against a server that is restarted.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TOKEN = 'a-token-of-more-than-twenty-characters';
const PORT = String(20_000 + Math.floor(Math.random() * 20_000));
const URL = `http://127.0.0.1:${PORT}/graphql`;
const CLIENT = 'apps/client';
const PROGRAM = `
import { ask, CallsOwedDocument, follow, TrustChangedDocument } from 'rapport-client';
const server = { url: '', token: () => '' };
const { callsOwed } = await ask(server, CallsOwedDocument, { owner: 'ana' });
export const points: number = callsOwed.edges[0]!.node.pointsAtStake;
for await (const { trustChanged } of follow(server, TrustChangedDocument, {})) {
  // @ts-expect-error it has no such field
  trustChanged.nothing;
}
`;

const folder = mkdtempSync(join(tmpdir(), 'rapport-client-packed-'));
const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT, ADMIN_TOKEN: TOKEN };
const running: ChildProcess[] = [];
try {
  run('npm', ['run', 'build', '--silent'], '.');
  run('npx', ['tsc', '-p', CLIENT], '.');
  run('npm', ['pack', '--silent', '--pack-destination', folder], CLIENT);
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', ['install', '--no-save', join(folder, tarball)], folder);
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  const checking = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--module', 'nodenext'];
  run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...checking, 'program.ts'], folder);
  await printsAcrossRestarts();
  console.log('the installed client has types, and its example goes on after a restart of the server');
} finally {
  for (const each of running) each.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}

async function printsAcrossRestarts(): Promise<void> {
  let server = await serving();
  await ask('openRelationship(input: { customerId: "acme" })');
  copyFileSync(join(folder, 'node_modules/rapport-client/examples/trust-changes.mjs'), join(folder, 'example.mjs'));
  const example = spawn(process.execPath, ['example.mjs'], {
    cwd: folder,
    env: { ...process.env, RAPPORT_URL: URL, RAPPORT_TOKEN: TOKEN },
  });
  running.push(example);
  const said = { out: '', err: '' };
  example.stdout.on('data', (chunk: Buffer) => (said.out += String(chunk)));
  example.stderr.on('data', (chunk: Buffer) => (said.err += String(chunk)));
  await until(() => said.err.includes('LIVE'));
  await ask('recordCheckIn(input: { customerId: "acme" })');
  await until(() => said.out.includes('\n'));
  server.kill('SIGTERM');
  await once(server, 'exit');
  server = await serving();
  await ask('recordCheckIn(input: { customerId: "acme" })');
  await until(() => said.out.split('\n').length === 3);
  assert.match(said.out, /^(acme: [\d.]+ [A-Z_]+ -> [\d.]+ [A-Z_]+\n){2}$/);
  example.kill();
  server.kill('SIGTERM');
  await Promise.all([once(example, 'exit'), once(server, 'exit')]);
}

async function serving(): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['apps/api/start.mjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  running.push(server);
  await until(async () => (await fetch(URL.replace('graphql', 'health/ready')).catch(() => null))?.ok === true);
  return server;
}

async function ask(mutation: string): Promise<void> {
  const response = await fetch(URL, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: `mutation { ${mutation} { userErrors { code } } }` }),
  });
  const text = await response.text();
  assert(response.ok && !text.includes('"code"'), text);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const last = performance.now() + 60_000; performance.now() < last;) {
    if (await isSo()) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error('it took more than a minute');
}

/** Ends the test where the program fails. */
function run(program: string, words: readonly string[], cwd: string): void {
  const done = spawnSync(program, words, { cwd: resolve(cwd), env: process.env, encoding: 'utf8' });
  assert.equal(done.status, 0, `${program} ${words.join(' ')}: ${done.stdout}${done.stderr}`);
}

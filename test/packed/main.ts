// npm run test:packed: packs the project, installs the package from the registry into an empty folder, as on a machine
// without the sources, and asks it for what it promises. Prints the sizes. It takes a minute, so it is not among the tests of `npm test`.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TOKEN = 'a-token-of-more-than-twenty-characters';
const MB = 1e6;

const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  devDependencies: Record<string, string>;
};
const folder = mkdtempSync(join(tmpdir(), 'rapport-packed-'));
const rapport = join(folder, 'node_modules/.bin/rapport');
const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0', ADMIN_TOKEN: TOKEN };

try {
  const tarball = pack();
  run('npm', ['install', '--no-save', tarball], folder);
  const installed = join(folder, 'node_modules');
  console.log(
    `the package: ${megabytes(statSync(tarball).size)}, unpacked ${megabytes(sizeOf(join(installed, 'rapport')))}`,
  );
  console.log(`with all it needs: ${megabytes(sizeOf(installed))}`);
  leavesOutWhatDevelops(installed);
  hasTheManual(join(installed, 'rapport'));
  assert.match(run(rapport, ['doctor', '--help'], folder).stdout, /^Usage: rapport doctor/);
  assert.match(run(rapport, ['demo', '--customers', '5'], folder).stdout, /npx rapport start/);
  await serves();
  console.log('the installed package helps, fills a demo, serves and stops');
} finally {
  rmSync(folder, { recursive: true });
}

function pack(): string {
  run('npm', ['run', 'build', '--silent'], '.');
  run('npm', ['pack', '--silent', '--pack-destination', folder], '.');
  const [name] = readdirSync(folder).filter((each) => each.endsWith('.tgz'));
  assert(name !== undefined, 'npm pack wrote no package');
  return join(folder, name);
}

/** Ends the test where the program fails. */
function run(program: string, words: readonly string[], cwd: string): SpawnSyncReturns<string> {
  const done = spawnSync(program, words, { cwd: resolve(cwd), env, encoding: 'utf8' });
  assert.equal(done.status, 0, `${program} ${words.join(' ')}: ${done.stdout}${done.stderr}`);
  return done;
}

/** Of some a runtime package may need the same: these are what only the build, the tests and the check need. */
function leavesOutWhatDevelops(installed: string): void {
  const needed = ['jest', 'eslint', 'vite', 'prettier', '@swc/core', '@stryker-mutator/core', 'playwright-core'];
  for (const name of needed) {
    assert(name in devDependencies, `${name} is no package for development any more`);
    assert(!existsSync(join(installed, name)), `${name} was installed`);
  }
}

function hasTheManual(packed: string): void {
  for (const file of ['README.md', 'CHANGELOG.md', 'docs/running-as-a-service.md', 'docs/pictures/brief.png'])
    assert(existsSync(join(packed, file)), `${file} is not in the package`);
  const files = readdirSync(packed, { recursive: true, encoding: 'utf8' });
  assert.deepEqual(
    files.filter((file) => /\.(ts|tsx|map)$|^test\//.test(file)),
    [],
  );
}

async function serves(): Promise<void> {
  const server = spawn(rapport, ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit') as Promise<[number | null]>;
  let said = '';
  for await (const chunk of server.stdout as AsyncIterable<Buffer>) {
    said += String(chunk);
    if (said.includes('The dashboard: ')) break;
  }
  const url = /GraphQL at (\S+)/.exec(said)?.[1];
  assert(url !== undefined, `it said: ${said}`);
  const page = await fetch(new URL('/', url));
  assert.match(await page.text(), /<title>Rapport<\/title>/);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ relationships { edges { node { customerId } } } }' }),
  });
  const { data } = (await answer.json()) as { data: { relationships: { edges: unknown[] } } };
  assert.equal(data.relationships.edges.length, 5);
  server.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
}

function sizeOf(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(1)} MB`;
}

// What `npm run build` does, with programs in place of the compiler, of the build of the page and of the writer of help texts.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BUILD = 'infra/build/build.mjs';
const COMPILER = 'node_modules/@swc/cli/bin/swc.js';
/** Writes the name of the program that was there when it ran, and the program that writes help texts. */
const COMPILES = `
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const out = process.argv[process.argv.indexOf('--out-dir') + 1];
mkdirSync(out + '/apps/cli/src', { recursive: true });
writeFileSync(out + '/main.js', readFileSync('apps/cli/src/main.ts'));
writeFileSync(out + '/apps/cli/src/write-help.js', '');
appendFileSync('ran', 'c');`;
const PAGE = `
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('apps/dashboard/dist', { recursive: true });
writeFileSync('apps/dashboard/dist/made-from', '');`;

let project: string;
const file = (name: string) => join(project, name);
const built = () => readFileSync(file('dist/main.js'), 'utf8');
const timesCompiled = () => readFileSync(file('ran'), 'utf8').length;
const strays = () => readdirSync(project).filter((name) => name.startsWith('dist.'));

function write(name: string, text: string, changedAt?: number): void {
  mkdirSync(join(file(name), '..'), { recursive: true });
  writeFileSync(file(name), text);
  if (changedAt !== undefined) utimesSync(file(name), changedAt, changedAt);
}

const build = () => spawnSync(process.execPath, [file(BUILD)], { encoding: 'utf8' });

type Check = { readonly sourcesIn: (project: string) => string; readonly isBuilt: (project: string) => boolean };
let check: Check;
beforeAll(async () => void (check = (await import(resolve('infra/build/made-from.mjs'))) as Check));

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'rapport-build-'));
  cpSync('infra/build', file('infra/build'), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write(COMPILER, COMPILES);
  write('apps/dashboard/build/build.ts', PAGE);
  write('apps/cli/src/main.ts', 'first');
  write('libs/trust/src/index.ts', '');
  // As a build of these leaves it.
  write('dist/main.js', 'first');
  write('dist/made-from', check.sourcesIn(project));
  write('apps/dashboard/dist/made-from', '');
});
afterEach(() => rmSync(project, { recursive: true }));

it('is built, also with another test or text', () => {
  write('libs/trust/src/index.spec.ts', '');
  write('libs/trust/README.md', '');
  expect(check.isBuilt(project)).toBe(true);
});

it.each<[string, () => void]>([
  ['source changed', () => write('apps/cli/src/main.ts', 'second')],
  ['source was put back from an older time', () => write('apps/cli/src/main.ts', 'older', 1_000_000_000)],
  ['source is new', () => write('libs/trust/src/other.ts', '')],
  ['source is gone', () => rmSync(file('libs/trust/src/index.ts'))],
  ['package is another', () => write('package-lock.json', '{}')],
  ['page is not built', () => rmSync(file('apps/dashboard/dist/made-from'))],
])('is not built where a %s', (_, change) => {
  change();
  expect(check.isBuilt(project)).toBe(false);
});

it('builds once', () => {
  write('apps/cli/src/main.ts', 'second');
  for (const _ of [1, 2]) expect(build()).toMatchObject({ status: 0, stderr: '' });
  expect([built(), timesCompiled(), strays()]).toEqual(['second', 1, []]);
});

it('leaves the programs as they are while it compiles, and where that fails', () => {
  write(
    COMPILER,
    `import { readFileSync } from 'node:fs'; console.error(readFileSync('dist/main.js', 'utf8')); process.exitCode = 1;`,
  );
  write('apps/cli/src/main.ts', 'wrong');
  expect(build()).toMatchObject({ status: 1, stderr: 'first\n' });
  expect([built(), strays()]).toEqual(['first', []]);
});

it('builds again what an interrupted build did not end, and removes what a killed one left', () => {
  write('dist.next/main.js', '');
  write('dist.lock', String(2 ** 22 + 1));
  rmSync(file('dist/made-from'));
  expect(build().status).toBe(0);
  expect([timesCompiled(), strays()]).toEqual([1, []]);
});

it('waits for one that another process makes, and then finds that it need not', async () => {
  write('apps/cli/src/main.ts', 'second');
  const both = [1, 2].map(() => spawn(process.execPath, [file(BUILD)], { stdio: 'ignore' }));
  expect(await Promise.all(both.map(async (each) => ((await once(each, 'exit')) as [number])[0]))).toEqual([0, 0]);
  expect([built(), timesCompiled(), strays()]).toEqual(['second', 1, []]);
});

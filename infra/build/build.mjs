// npm run build: compiles the programs and builds the page, unless what is there was made from the same sources. The programs
// are compiled beside `dist` and then put in its place, so that one that starts meanwhile finds all of it.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt, MADE_FROM, sourcesIn } from './made-from.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const place = join(project, 'dist');
const LOCK = `${place}.lock`;
const LOOK_EVERY_MS = 100;
const COMPILED = ['apps/api', 'apps/cli', 'libs', 'test/bench'];
/** Neither compiled nor copied. */
const LEFT_OUT = [
  '**/*.spec.ts',
  '**/*.md',
  '**/*.py',
  '**/*.mjs',
  '**/*.gql',
  'apps/cli/sources/**',
  'libs/*/test/**',
];

class BuildFailed extends Error {}

try {
  if (!isBuilt(project)) alone(() => isBuilt(project) || build());
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  process.exitCode = 1;
}

function build() {
  // Taken before compiling: a source that changes meanwhile is newer than this build.
  const madeFrom = sourcesIn(project);
  const [next, old] = [`${place}.next`, `${place}.old`];
  for (const left of [next, old]) rmSync(left, { recursive: true, force: true });
  try {
    run('node_modules/@swc/cli/bin/swc.js', [
      ...COMPILED,
      ...[
        '--out-dir',
        basename(next),
        '--config-file',
        'infra/build/swc.json',
        '--no-swcrc',
        '--copy-files',
        '--quiet',
      ],
      ...['--ignore', LEFT_OUT.join(',')],
    ]);
    run('apps/dashboard/build/build.ts', []);
    if (existsSync(place)) renameSync(place, old);
    renameSync(next, place);
  } finally {
    for (const left of [next, old]) rmSync(left, { recursive: true, force: true });
  }
  run('dist/apps/cli/src/write-help.js', []);
  // Last: a build that was interrupted counts for nothing.
  writeFileSync(join(project, MADE_FROM), madeFrom);
}

/** One process builds at a time. Another waits, and then finds that it need not. */
function alone(act) {
  while (!locked()) {
    const holder = existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : null;
    // Of one that was killed.
    if (holder !== null && !isAlive(Number(holder))) rmSync(LOCK, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  try {
    act();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function locked() {
  // Linked, so that the file has its content when it appears.
  const mine = `${LOCK}-${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, LOCK);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine);
  }
}

/** Ends the build where the program does not succeed; what it says is its own. */
function run(program, words) {
  const { status } = spawnSync(process.execPath, [join(project, program), ...words], {
    cwd: project,
    stdio: 'inherit',
  });
  if (status !== 0) throw new BuildFailed();
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// What `npm run rapport` runs: builds where a source is newer than the build, then runs the command in this same process.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isBuilt } from '../../infra/build/made-from.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

// By npm, which puts the project's own Node first. What it says must not get into the output of the verb.
const stdio = ['ignore', 2, 2];
const isReady =
  isBuilt(project) || spawnSync('npm', ['run', 'build', '--silent'], { cwd: project, stdio }).status === 0;

if (isReady) await import('./rapport.mjs');
else {
  console.error('rapport: the build failed.');
  process.exitCode = 1;
}

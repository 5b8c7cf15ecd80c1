#!/usr/bin/env node
// The command `rapport`: runs the built command line. Plain JavaScript, because it must run before anything is built, and
// under a Node that is too old for the rest.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import * as modules from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** SQLite's driver and Kysely need it. */
const OLDEST_NODE = 22;
const BUILD = 'npm run build';
const EXIT_USAGE = 2;

const project = fileURLToPath(new URL('../..', import.meta.url));
const main = join(project, 'dist/apps/cli/src/main.js');
const ownNode = join(project, 'node_modules/.bin/node');

if (!existsSync(main)) end(`rapport is not built yet: run \`${BUILD}\` in ${project}`);
else {
  if (newestSource() > statSync(main).mtimeMs)
    console.error(`rapport: the build is older than the source; \`${BUILD}\` makes a new one`);
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) {
    // Compiled code is kept from one run to the next, beside the build. Where nobody may write there, nothing is kept.
    modules.enableCompileCache?.(join(project, 'dist/.compiled'));
    await import(main);
  } else if (existsSync(ownNode)) runUnderOwnNode();
  else
    end(`rapport needs Node ${OLDEST_NODE} or newer, this is ${process.version}: \`npm ci\` in ${project} brings one`);
}

function end(message) {
  console.error(message);
  process.exitCode = EXIT_USAGE;
}

/** Milliseconds since the epoch; 0 where the sources are not there, as in a container image. */
function newestSource() {
  let newest = 0;
  for (const group of ['apps', 'libs'].map((name) => join(project, name)).filter(existsSync))
    for (const file of readdirSync(group, { recursive: true }))
      if (file.endsWith('.ts') && !file.endsWith('.spec.ts'))
        newest = Math.max(newest, statSync(join(group, file)).mtimeMs);
  return newest;
}

/** The project brings a newer Node than the one that runs this. Signals reach it, and its exit code is ours. */
function runUnderOwnNode() {
  const child = spawn(ownNode, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => end(`${ownNode} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}

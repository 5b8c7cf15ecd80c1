#!/usr/bin/env node
// The command `rapport`: runs the built command line. Plain JavaScript, because it must run before anything is built, and
// under a Node that is too old for the rest.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** SQLite's driver and Kysely need it. */
const OLDEST_NODE = 22;
const BUILD = 'npm run build';
const EXIT_USAGE = 2;
/** What the kept help texts are broken to. */
const HELP_WIDTH = 80;

const project = fileURLToPath(new URL('../..', import.meta.url));
const main = join(project, 'dist/apps/cli/src/main.js');
const words = process.argv.slice(2);

if (!existsSync(main)) end(`rapport is not built yet: run \`${BUILD}\` in ${project}`);
else {
  const help = keptHelp();
  if (help === undefined) await run();
  else say(help);
}

async function run() {
  if (!(await isNewest())) console.error(`rapport: the build is not of these sources; \`${BUILD}\` makes a new one`);
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) return runUnderOwnNode();
  // Compiled code is kept from one run to the next, beside the build. Where nobody may write there, nothing is kept.
  modules.enableCompileCache?.(join(project, 'dist/.compiled'));
  await import(main);
}

function end(message) {
  console.error(message);
  process.exitCode = EXIT_USAGE;
}

/** True where there are no sources, as in an installed package or a container image. */
async function isNewest() {
  const check = join(project, 'infra/build/made-from.mjs');
  return !existsSync(check) || (await import(check)).isBuilt(project);
}

/**
 * The help that is asked for, as the build wrote it down: commander would have to load every verb, or most of what the
 * verb is made of, to say the same. Undefined where the words ask for no help, or for one that is not kept.
 */
function keptHelp() {
  const [last] = words.slice(-1);
  const isAsked = last === '--help' || last === '-h';
  if (!isAsked || (process.stdout.isTTY && process.stdout.columns < HELP_WIDTH)) return undefined;
  const kept = join(project, 'dist/apps/cli/help.json');
  const verb = words.slice(0, -1).join(' ');
  const texts = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
  return Object.hasOwn(texts, verb) ? texts[verb] : undefined;
}

function say(text) {
  // A reader may close the pipe early, as `| head` does.
  process.stdout.on('error', () => {});
  process.stdout.write(text);
}

/** The project brings a newer Node than the one that runs this. Signals reach it, and its exit code is ours. */
function runUnderOwnNode() {
  const ownNode = nodeBrought();
  if (ownNode === undefined)
    return end(
      `rapport needs Node ${OLDEST_NODE} or newer, this is ${process.version}: on Linux (x64, arm64) \`npm ci\` in ${project} brings one`,
    );
  const child = spawn(ownNode, [main, ...words], { stdio: 'inherit' });
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

/** Of the package for this machine, which npm puts into the project or, where the project is a package itself, beside it. */
function nodeBrought() {
  try {
    const name = `node-${process.platform}-${process.arch}/package.json`;
    return join(dirname(modules.createRequire(import.meta.url).resolve(name)), 'bin/node');
  } catch {
    return undefined;
  }
}

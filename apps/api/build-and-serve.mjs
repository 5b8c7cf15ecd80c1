// Builds, then serves in this same process, so that stopping this process stops the server.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOOK_EVERY_MS = 1_000;

const project = fileURLToPath(new URL('../..', import.meta.url));
const nest = fileURLToPath(new URL('../../node_modules/@nestjs/cli/bin/nest.js', import.meta.url));
const page = fileURLToPath(new URL('../dashboard/build/build.ts', import.meta.url));
const builds = [[nest, 'build', 'api'], [page]].map((what) =>
  spawnSync(process.execPath, what, { cwd: project, encoding: 'utf8' }),
);

if (builds.every(({ status }) => status === 0)) {
  stopWithParent();
  await import('../../dist/apps/api/src/main.js');
} else {
  const said = builds.map(({ stdout, stderr }) => `${stdout}${stderr}`).join('');
  console.error(`${said}Rapport cannot start: the build failed.`);
  process.exitCode = 1;
}

/** npm, or the shell in between, may be killed without passing the signal on. The server must not stay behind unseen. */
function stopWithParent() {
  const watched = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
  setInterval(() => {
    if (!watched.every(isAlive)) process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

/** 0 if the system does not tell. Linux tells in a file, since small images have no `ps`. */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // Not Linux.
  }
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? 0);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

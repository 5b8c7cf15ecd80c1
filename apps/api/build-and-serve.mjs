// Builds where a source is newer than the build, then serves in this same process, so that stopping this process stops the
// server.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOOK_EVERY_MS = 1_000;

// `npm start` never comes here under such a Node.
if (!process.features.typescript) {
  console.error(`Rapport cannot start: Node ${process.versions.node} runs no TypeScript. Run \`npm start\` instead.`);
  process.exit(1);
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const build = fileURLToPath(new URL('../../infra/build/build.mjs', import.meta.url));
const { status, stdout, stderr } = spawnSync(process.execPath, [build], { cwd: project, encoding: 'utf8' });

if (status === 0) {
  stopWithParent();
  await import('../../dist/apps/api/src/main.js');
} else {
  console.error(`${stdout}${stderr}Rapport cannot start: the build failed.`);
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

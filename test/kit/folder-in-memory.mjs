// Where the tests make their files. A commit waits for the disk, for up to 20 ms on a slow one, and the tests commit some ten
// thousand times. What they test is who sees what when, not the disk: so the files are in memory where Linux has room there.
import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NAME = 'rapport-tests-';
/** A run of all tests has up to 300 MB there at a time. */
const LEAST_ROOM_BYTES = 2 * 1024 ** 3;

/** Sets TMPDIR for this process and those that it starts, unless somebody has set it. The folder goes with the process. */
export function useFolderInMemory() {
  if (process.env.TMPDIR !== undefined || !hasRoom()) return;
  removeThoseLeft();
  const folder = join(MEMORY, `${NAME}${process.pid}`);
  // Postgres runs as another user, and gets to its own folder in there.
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  process.env.TMPDIR = folder;
  process.on('exit', () => remove(folder));
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, freemem()) > LEAST_ROOM_BYTES;
  } catch {
    return false; // another system
  }
}

/** Those of runs that were killed. */
function removeThoseLeft() {
  for (const name of readdirSync(MEMORY))
    if (name.startsWith(NAME) && !isAlive(Number(name.slice(NAME.length)))) remove(join(MEMORY, name));
}

/** @param {string} folder */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Something that ends with this run still writes there. The next run removes it.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder for temporary files. Its name says which process has it, so that the next process can remove what one left behind
 * that was killed. @param kind such as `source`
 */
export async function temporaryFolder(kind: string): Promise<string> {
  removeAbandoned(kind);
  return mkdtemp(join(tmpdir(), `${beginningOf(kind)}${process.pid}-`));
}

const beginningOf = (kind: string): string => `rapport-${kind}-${world()}-`;

/** Process ids mean something within one namespace: a container that has the same temporary folder has ids of its own. */
function world(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

function removeAbandoned(kind: string): void {
  const beginning = beginningOf(kind);
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(beginning) ? Number(name.slice(beginning.length).split('-')[0]) : NaN;
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: not ours to remove.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

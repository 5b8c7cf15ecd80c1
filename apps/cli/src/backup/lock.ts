import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackupRefused } from './backup-refused.js';

/** Runs `act` while no other process of this machine makes a backup in the folder. @throws BackupRefused another does */
export async function alone<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'backup.lock');
  const mine = `${lock}-${process.pid}`;
  // Linked, so that the file has its content when it appears.
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    const holder = holderOf(lock);
    if (holder !== null && isAlive(holder))
      throw new BackupRefused(`process ${holder} is making a backup in ${folder}: wait until it has ended`);
    rmSync(lock, { force: true });
    linkSync(mine, lock);
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderOf(lock: string): number | null {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenContacts, readSource, type Limits, type SourceRow, type UnreadableLine } from '#source';

const folders: string[] = [];

/** A folder of its own, gone with the tests of this file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  folders.push(folder);
  return folder;
}

export function removeScratch(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function fileOf(name: string, content: string | Buffer): string {
  const path = join(scratch(), name);
  writeFileSync(path, content);
  return path;
}

/** A source in a folder `ours`. */
export function folderOf(sql: string, yaml: string | null = null): string {
  const folder = join(scratch(), 'ours');
  mkdirSync(folder);
  writeFileSync(join(folder, 'contacts.sql'), sql);
  if (yaml !== null) writeFileSync(join(folder, 'source.yaml'), yaml);
  return folder;
}

export type Read = { readonly rows: readonly SourceRow[]; readonly unreadable: readonly UnreadableLine[] };
export type Reading = {
  readonly yaml?: string;
  readonly now?: number;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
  readonly pseudonymKey?: () => Promise<Buffer | null>;
};

/** All that the SQL gives of these files. */
export async function read(sql: string, files: readonly string[], reading: Reading = {}): Promise<Read> {
  const { yaml = null, now = Date.now(), signal = new AbortController().signal, ...limits } = reading;
  const contacts = await OpenContacts.open(readSource(folderOf(sql, yaml)), files, { now, signal, ...limits });
  try {
    return { rows: await allOf(contacts.rows()), unreadable: await allOf(contacts.unreadable()) };
  } finally {
    await contacts.close();
  }
}

async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}

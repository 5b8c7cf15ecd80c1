// Runs an import as the command line does, in this process, and shows what it left in the data folder.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { contactsIn } from '../../apps/cli/src/import/contacts/import-contacts.js';
import type { Importer } from '../../apps/cli/src/import/counting/import-context.js';
import { NDJSON } from '../../apps/cli/src/import/counting/report-form.js';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { SILENT, type Progress } from '../../apps/cli/src/terminal/progress.js';
import { storageIn } from '../kit/views.js';
import { runImport, type ImportResult } from '../../apps/cli/src/import/counting/run-import.js';

/** What imports a file. */
export type ImportOf = (path: string) => Importer;
export const INCIDENT_LOG = 'apps/cli/sources/incident-log';
export const INCIDENTS: ImportOf = (path) => sourceIn(INCIDENT_LOG, [path]);
export const CONTACTS: ImportOf = contactsIn;
export const EXTRACT = 'test/fixtures/incidents/incident_event_log.extract.csv';

const folders: string[] = [];

/** A folder of its own, gone with the tests of this file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-import-'));
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

/** The folder of a source. */
export function folderOf(sql: string, yaml: string | null = null): string {
  const folder = scratch();
  writeFileSync(join(folder, 'contacts.sql'), sql);
  if (yaml !== null) writeFileSync(join(folder, 'source.yaml'), yaml);
  return folder;
}

export type Run = ImportResult & { readonly report: readonly Record<string, unknown>[] };

type Running = { readonly progress?: Progress; readonly signal?: AbortSignal; readonly dryRun?: boolean };

export async function run(
  importer: ImportOf,
  path: string,
  dataDir: string,
  { progress = SILENT, signal = new AbortController().signal, dryRun = false }: Running = {},
): Promise<Run> {
  const report = join(scratch(), 'report.ndjson');
  const storage = await storageIn(dataDir);
  const order = { inputs: [path], report, form: NDJSON, storage, dryRun, progress, signal };
  const result = await runImport(importer(path), order);
  const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean);
  return { ...result, report: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** What is counted, without how long it took. */
export const counts = ({ summary: { seconds: _, ...rest } }: ImportResult): object => rest;

export type Stored = { stream: string; revision: number; type: string; data: string; metadata: string };

/** Every contact by stream and revision, without what is sealed or made with the customer's key: no two keys are alike. */
export function storedIn(dataDir: string): Stored[] {
  const db = new Database(join(dataDir, 'log.db'), { readonly: true });
  try {
    return db
      .prepare<[], Stored>(
        `SELECT name AS stream, revision, type, json_remove(data, '$.sealed.box') AS data,
                json_remove(metadata, '$.fingerprint', '$.idempotencyKey', '$.crc32') AS metadata
         FROM events JOIN streams ON streams.key = events.stream
         WHERE name NOT IN ('models', 'log') ORDER BY name, revision`,
      )
      .all();
  } finally {
    db.close();
  }
}

/** The rows that lists are made of, as far as they follow from the log alone. */
/** All that its lists show of relationships: not when each was read. */
export function viewsIn(dataDir: string): unknown[] {
  const db = new Database(join(dataDir, 'views.db'), { readonly: true });
  try {
    const rows = db.prepare<[], Record<string, unknown>>('SELECT * FROM relationships ORDER BY customer_id').all();
    return rows.map(({ read_at: _, ...row }) => row);
  } finally {
    db.close();
  }
}

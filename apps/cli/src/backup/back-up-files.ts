import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteKeys } from '#contact-log';
import { keysPlace } from '#deployment';
import type { BackedUpLog } from './back-up-log.js';
import type { BackupOrder } from './backup-order.js';
import { BackupRefused } from './backup-refused.js';
import { copyDatabase, describeFile } from './copy-file.js';
import type { CopiedFile } from './manifest.js';
import { sealedCustomers } from './sealed-customers.js';

/** What else of the data folder a store needs. Views are built from the log. */
export async function copyFiles({ folder, settings, now }: BackupOrder): Promise<CopiedFile[]> {
  const { dataDir } = settings;
  const { url, shown } = keysPlace(settings);
  if (url !== null)
    throw new BackupRefused(`the keys are in ${shown}: back them up with that server, as docs/backup.md says`);
  const copied: CopiedFile[] = [];
  for (const [name, file] of [
    ['keys.db', `keys-${now}.db`],
    ['access.db', `access-${now}.db`],
    ['admin-token.sha256', `admin-token-${now}.sha256`],
  ] as const) {
    if (!existsSync(join(dataDir, name))) continue;
    const to = join(folder, file);
    rmSync(to, { force: true });
    if (name.endsWith('.db')) await copyDatabase(join(dataDir, name), to);
    else copyFileSync(join(dataDir, name), to);
    copied.push({ name, ...(await describeFile(folder, file)) });
  }
  if (!copied.some(({ name }) => name === 'keys.db'))
    throw new BackupRefused(
      `${join(dataDir, 'keys.db')} does not exist: without the keys no personal data could be read again`,
    );
  return copied;
}

/** @returns the lineage of the log, and in words which customers have no key @throws BackupRefused the keys are of another log */
export async function lookAtKeys(
  folder: string,
  files: readonly CopiedFile[],
  log: BackedUpLog | null,
): Promise<{ readonly lineage: string | null; readonly withoutKey: readonly string[] }> {
  const { file } = files.find(({ name }) => name === 'keys.db') ?? { file: '' };
  const keys = new SqliteKeys(join(folder, file), true);
  try {
    const ofKeys = keys.lineage();
    const lineage = log === null ? ofKeys : log.lineage;
    if (lineage !== null && ofKeys !== null && ofKeys !== lineage)
      throw new BackupRefused('keys.db holds the keys of another log: put back the file that belongs to this one');
    if (!log?.added) return { lineage, withoutKey: [] };
    const { withoutKey } = await sealedCustomers(join(folder, log.added.file), keys);
    if (withoutKey.length === 0) return { lineage, withoutKey };
    const says = `${withoutKey.length} customers have no key, the first is ${withoutKey[0]}: their personal data cannot be read`;
    return { lineage, withoutKey: [says] };
  } finally {
    keys.close();
  }
}

// Makes a backup and is killed when all is copied, just before the list of its files is replaced.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [, , dataDir = '', folder = ''] = process.argv;
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (String(to).endsWith('backup.json')) process.kill(process.pid, 'SIGKILL');
  renameSync(from, to);
};
syncBuiltinESMExports();

const { makeBackup } = await import('../../apps/cli/src/backup/make-backup.js');
const { SILENT } = await import('../../apps/cli/src/terminal/progress.js');
await makeBackup({ folder, settings: { dataDir }, now: Date.now(), progress: SILENT });

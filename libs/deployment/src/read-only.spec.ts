import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { copyViews, openForReading } from './read-only.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';

it('reads what is there and makes nothing', async () => {
  const folder = temporaryFolder();
  const nothing = { withNames: false, reach: () => {} };
  for (const dataDir of [folder.path, join(folder.path, 'missing')]) {
    const to = join(folder.path, 'copy.db');
    for (const asked of [openForReading({ dataDir }), copyViews({ dataDir }, to, nothing)]) {
      await expect(asked).rejects.toThrow(ConfigurationInvalid);
      await expect(asked).rejects.toThrow('does not exist: set DATA_DIR to the data folder');
    }
    expect([existsSync(to), existsSync(join(dataDir, 'log.db')), existsSync(join(dataDir, 'views.db'))]).toEqual([
      false,
      false,
      false,
    ]);
  }
  folder.remove();
});

const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

/** Does something as one who may not enter a folder, which root may in any case. */
async function shutOutOf(folder: string, act: () => Promise<void>): Promise<void> {
  if (isRoot) process.seteuid?.(NOBODY);
  else chmodSync(folder, 0);
  await act().finally(() => (isRoot ? process.seteuid?.(0) : chmodSync(folder, 0o700)));
}

it('tells a log that may not be read from one that is not there', async () => {
  const folder = temporaryFolder();
  const dataDir = folder.path;
  chmodSync(dataDir, 0o700);
  writeFileSync(join(dataDir, 'log.db'), '');
  await shutOutOf(dataDir, async () => {
    const asked = openForReading({ dataDir });
    await expect(asked).rejects.toThrow(ConfigurationInvalid);
    await expect(asked).rejects.toThrow('log.db may not be read by this user');
  });
  if (!isRoot) {
    chmodSync(join(dataDir, 'log.db'), 0o200);
    await expect(openForReading({ dataDir })).rejects.toThrow('log.db may not be read by this user');
  }
  await expect(openForReading({ dataDir: join(dataDir, 'log.db') })).rejects.toThrow('does not exist');
  symlinkSync('views.db', join(dataDir, 'views.db'));
  await expect(copyViews({ dataDir }, join(dataDir, 'copy.db'), { withNames: false, reach: () => {} })).rejects.toThrow(
    'views.db cannot be read: ELOOP',
  );
  folder.remove();
});

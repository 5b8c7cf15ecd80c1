import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { copyViews, openForReading } from './reading.js';
import { ConfigurationInvalid } from './settings.js';

it('reads what is there and makes nothing', async () => {
  const folder = temporaryFolder();
  const nothing = { withNames: false, reach: () => {} };
  for (const dataDir of [folder.path, join(folder.path, 'missing')]) {
    const to = join(folder.path, 'copy.db');
    for (const asked of [openForReading({ dataDir }), copyViews({ dataDir }, to, nothing)]) {
      await expect(asked).rejects.toThrow(ConfigurationInvalid);
      await expect(asked).rejects.toThrow('does not exist: DATA_DIR must name the folder');
    }
    expect([existsSync(to), existsSync(join(dataDir, 'log.db')), existsSync(join(dataDir, 'views.db'))]).toEqual([
      false,
      false,
      false,
    ]);
  }
  folder.remove();
});

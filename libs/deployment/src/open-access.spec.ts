import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { openAccess } from './open-access.js';

it('says what to do where the file of the tokens is damaged', async () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'access.db');
  writeFileSync(file, 'nonsense that is no database, and long enough to be taken for a header of one'.repeat(20));
  await expect(openAccess({ dataDir: folder.path })).rejects.toThrow(
    `${file}: the tokens cannot be read: file is not a database. Put it back from a backup`,
  );
  folder.remove();
});

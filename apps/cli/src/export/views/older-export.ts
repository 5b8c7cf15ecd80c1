import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { UsageError } from '../../terminal/usage-error.js';
import { placeFailure } from './copy-failed.js';
import { saysOfView } from './view-tables.js';

/**
 * That a folder may be replaced by an export of the views: it is not there, or empty, or holds tables of an older one and
 * nothing else. Of whichever release they are, what they say of their columns tells them from other Parquet files.
 * @throws UsageError which names what else is there
 */
export async function assertOlderExport(folder: string): Promise<void> {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return;
  for (const name of namesIn(folder))
    if (!(await isViewTable(join(folder, name))))
      throw new UsageError(
        `${folder} cannot be replaced: ${name} in it is no table of an older export of the views; name a folder of its own`,
      );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw placeFailure(error, folder);
  }
}

async function isViewTable(path: string): Promise<boolean> {
  try {
    if (!path.endsWith('.parquet') || !statSync(path).isFile()) return false;
    const { created_by, key_value_metadata = [] } = await parquetMetadataAsync(await asyncBufferFromFile(path));
    return created_by === 'rapport' && key_value_metadata.some(({ key, value }) => value === saysOfView(key));
  } catch {
    return false; // whatever it is, a link that leads nowhere included, it is not ours
  }
}

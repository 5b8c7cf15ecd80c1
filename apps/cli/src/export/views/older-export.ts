import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { UsageError } from '../../terminal/usage-error.js';
import { placeFailure } from './copy-failed.js';
import { columnSays } from './view-tables.js';

/**
 * Asserts that an export of the views may replace this folder: it does not exist, is empty, or holds only tables of an
 * older export. The column descriptions in a Parquet file show that it is such a table, of any release.
 * @throws UsageError which names the first other file
 */
export async function assertOlderExport(folder: string): Promise<void> {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return;
  for (const name of namesIn(folder))
    if (!(await isViewTable(join(folder, name))))
      throw new UsageError(
        `${folder} cannot be replaced: ${name} in it is not a table of an older export of the views; name another folder`,
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
    return created_by === 'rapport' && key_value_metadata.some(({ key, value }) => value === columnSays(key));
  } catch {
    return false; // unreadable, or a link to nothing: not a table of ours
  }
}

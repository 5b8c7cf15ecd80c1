import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describeFiles, SourceInvalid, type DescribedView } from '#source';
import { UsageError } from '../../terminal/usage-error.js';
import { firstSource } from './first-source.js';

/** What a file most often is that is not UTF-8. */
const OTHER_ENCODING = 'windows-1252';

/** Writes a first source for these files. @throws UsageError the folder is there already; SourceInvalid a file cannot be read */
export async function writeFirst(folder: string, files: readonly string[], signal: AbortSignal): Promise<void> {
  if (existsSync(folder)) throw new UsageError(`${folder} exists already: name another folder`);
  const { views, encoding } = await described(files, signal);
  const { sql, yaml } = firstSource(basename(folder), views, encoding);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'contacts.sql'), sql);
  writeFileSync(join(folder, 'source.yaml'), yaml);
}

async function described(
  files: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly views: readonly DescribedView[]; readonly encoding: string | null }> {
  try {
    return { views: await describeFiles(files, { encoding: null, signal }), encoding: null };
  } catch (error) {
    if (!(error instanceof SourceInvalid) || !error.message.includes('is not UTF-8')) throw error;
    return { views: await describeFiles(files, { encoding: OTHER_ENCODING, signal }), encoding: OTHER_ENCODING };
  }
}

import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.js';

const CHUNK_BYTES = 256 * 1024;

/** A file to import. The ending of its name gives the format; `.gz` at the end means that it is compressed. */
export type InputFile = {
  readonly path: string;
  /** The ending that gave the format, such as `.csv`. */
  readonly format: string;
  /** Its size on disk, bytes. */
  readonly bytes: number;
  /**
   * Its content, decompressed. @param tell called with the number of its bytes on disk read so far
   * @throws UnreadableFile while reading: damaged, or deleted
   */
  read(tell?: (bytes: number) => void): AsyncIterable<Buffer>;
};

/**
 * @param formats the accepted endings, such as `.csv`
 * @throws UnreadableFile it does not exist, is not a file, is empty, or has another ending
 */
export function inputFile(path: string, formats: readonly string[]): InputFile {
  const name = path.toLowerCase();
  const isPacked = name.endsWith('.gz');
  const format = formats.find((ending) => name.endsWith(isPacked ? `${ending}.gz` : ending));
  if (format === undefined) {
    const endings = formats.flatMap((ending) => [ending, `${ending}.gz`]).join(', ');
    throw new UnreadableFile(`${path} must end in one of ${endings}`);
  }
  const bytes = sizeOf(path);
  if (bytes === 0) throw new UnreadableFile(`${path} is empty`);
  return { path, format, bytes, read: (tell) => content(path, isPacked, tell) };
}

function sizeOf(path: string): number {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    throw unreadable(path, error);
  }
  throw new UnreadableFile(`${path} is not a file`);
}

async function* content(path: string, isPacked: boolean, tell?: (bytes: number) => void): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const unpacked = isPacked ? createGunzip({ chunkSize: CHUNK_BYTES }) : null;
  // Not pipeline(): the consumer may stop early, which is not an error.
  if (unpacked !== null) file.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  const source: Readable = unpacked ?? file;
  try {
    for await (const chunk of source) {
      tell?.(file.bytesRead);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    file.destroy();
  }
}

function unreadable(path: string, error: unknown): UnreadableFile {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new UnreadableFile(`there is no file ${path}`);
  if (code === 'EACCES' || code === 'EPERM') return new UnreadableFile(`there is no permission to read ${path}`);
  if (code === 'Z_DATA_ERROR') return new UnreadableFile(`${path} is not a gzip file, or is damaged`);
  if (code === 'Z_BUF_ERROR') return new UnreadableFile(`${path} ends in the middle: the gzip file is incomplete`);
  return new UnreadableFile(`${path} cannot be read: ${(error as Error).message}`);
}

import { statSync } from 'node:fs';
import { SourceInvalid } from './source-invalid.js';

/**
 * The size of a file, bytes. A link counts as what it leads to. A pipe or a device is refused: it cannot be read twice, and
 * reading it may never end.
 * @throws SourceInvalid there is no such file, or it is none
 */
export function sizeOfFile(path: string): number {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    throw unreadable(path, error);
  }
  throw new SourceInvalid(`${path} is not a file`);
}

/** What went wrong with a file, in words. */
export function unreadable(path: string, error: unknown): SourceInvalid {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new SourceInvalid(`there is no file ${path}`);
  if (code === 'EACCES' || code === 'EPERM') return new SourceInvalid(`there is no permission to read ${path}`);
  if (code === 'ELOOP') return new SourceInvalid(`${path} is a link that leads to itself`);
  if (code === 'Z_DATA_ERROR' || code === 'ZSTD_error_prefix_unknown')
    return new SourceInvalid(`${path} is not what the ending of its name says, or is damaged: it cannot be unpacked`);
  if (code === 'Z_BUF_ERROR') return new SourceInvalid(`${path} ends in the middle: the packed file is incomplete`);
  return new SourceInvalid(`${path} cannot be read: ${message}`);
}

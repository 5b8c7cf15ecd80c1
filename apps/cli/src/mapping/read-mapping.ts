import { readFileSync } from 'node:fs';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import { MappingInvalid } from './mapping-invalid.js';
import { mappingFrom, type Mapping } from './mapping.js';

/** @throws UnreadableFile it is not there, not JSON, or no mapping; the message names the field */
export function readMapping(path: string): Mapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    return mappingFrom(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnreadableFile(`${path} is not JSON: ${error.message}`);
    if (error instanceof MappingInvalid) throw new UnreadableFile(`${path}: ${error.message}`);
    throw error;
  }
}

function unreadable(path: string, error: unknown): UnreadableFile {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return new UnreadableFile(`${path} is a folder: a mapping file is wanted`);
  if (code === 'EACCES' || code === 'EPERM') return new UnreadableFile(`${path} may not be read`);
  return new UnreadableFile(`there is no mapping file ${path}`);
}

import { readFileSync } from 'node:fs';
import { UnreadableFile } from '../import/unreadable-file.js';
import { MappingInvalid } from './mapping-invalid.js';
import { mappingFrom, type Mapping } from './mapping.js';

/** @throws UnreadableFile it is not there, not JSON, or no mapping; the message names the field */
export function readMapping(path: string): Mapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UnreadableFile(`there is no mapping file ${path}`);
  }
  try {
    return mappingFrom(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnreadableFile(`${path} is not JSON: ${error.message}`);
    if (error instanceof MappingInvalid) throw new UnreadableFile(`${path}: ${error.message}`);
    throw error;
  }
}

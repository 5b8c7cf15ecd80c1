import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { FieldInvalid } from './read-fields.js';
import { sizeOfFile, unreadable } from './regular-file.js';
import { SourceInvalid } from './source-invalid.js';
import { sourceFrom, type Source } from './source.js';

const SQL = 'contacts.sql';
const IDENTITIES = 'identities.sql';
const INBOX = 'inbox.sql';
const SETTINGS = 'source.yaml';

/** Reads the folder of a source. @throws SourceInvalid it is not there, or wrong: with the file and the field */
export function readSource(folder: string): Source {
  const contacts = textOf(folder, SQL);
  const inbox = textOf(folder, INBOX);
  if (contacts === null && inbox === null)
    throw new SourceInvalid(`there is no ${join(folder, SQL)}: a source is a folder with ${SQL}`);
  const settings = textOf(folder, SETTINGS);
  const sql = { contacts: contacts ?? '', identities: textOf(folder, IDENTITIES), inbox };
  try {
    return sourceFrom(basename(resolve(folder)), sql, settings === null ? {} : parse(settings));
  } catch (error) {
    if (error instanceof FieldInvalid || error instanceof YAMLParseError)
      throw new SourceInvalid(`${join(folder, SETTINGS)}: ${error.message.split('\n')[0]}`);
    throw error;
  }
}

/** No source says as much. A larger file is something else. */
const MOST_BYTES = 1024 * 1024;

/** Null where there is no such file. */
function textOf(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (!existsSync(folder)) throw new SourceInvalid(`there is no folder ${folder}: a source is a folder with ${SQL}`);
  if (!statSync(folder).isDirectory()) throw new SourceInvalid(`${folder} is a file: a source is a folder with ${SQL}`);
  if (!existsSync(path)) return null;
  if (sizeOfFile(path) > MOST_BYTES) throw new SourceInvalid(`${path} is longer than ${MOST_BYTES} bytes`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

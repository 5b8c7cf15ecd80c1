import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** The documents of a YAML file. @throws where it is not well-formed, or says a key twice */
export function yamlIn(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.map(String).join(' ')}`);
    return document.toJS() as unknown;
  });
}

/** Whether an image is of one version: neither the newest there is nor a whole line of them. */
export const isPinned = (image: string): boolean => /:v?\d+\.\d+(\.\d+)?(-[\w.]+)?$/.test(image);

import { readFileSync } from 'node:fs';
import { ModelInvalid, parseModel, TRUST_BETA_1, TRUST_BETA_2, type TrustModel } from '#trust';
import { UnreadableFile } from '../import/unreadable-file.js';

const BUILT_IN = [TRUST_BETA_1, TRUST_BETA_2];

/** A built-in model by its id, or the document in a file. @throws UnreadableFile neither, or no model */
export function modelNamed(name: string): TrustModel {
  const known = BUILT_IN.find(({ id }) => id === name);
  if (known !== undefined) return known;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new UnreadableFile(`${name} is neither a model (${BUILT_IN.map(({ id }) => id).join(', ')}) nor a file`);
  }
  try {
    return parseModel(JSON.parse(text));
  } catch (error) {
    if (error instanceof ModelInvalid || error instanceof SyntaxError)
      throw new UnreadableFile(`${name} is no model document: ${error.message}`);
    throw error;
  }
}

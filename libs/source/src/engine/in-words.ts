import { isNativeError } from 'node:util/types';
import { SourceInvalid, SourceTooSlow } from '../folder/source-invalid.js';

const LONGEST = 600;

/** What the engine says, as a sentence. @param lateAfter milliseconds after which it was stopped; null if it was not */
export function inWords(error: unknown, lateAfter: number | null): unknown {
  // Of the engine's own realm: it need not be an instance of this one's Error.
  if (!isNativeError(error)) return error;
  const [first = '', ...more] = error.message.split('\n').filter((line) => line.trim() !== '');
  if (lateAfter !== null)
    return new SourceTooSlow(
      `the SQL did not end within ${lateAfter < 60_000 ? `${lateAfter / 1_000} seconds` : `${lateAfter / 60_000} minutes`}, and was stopped`,
    );
  if (first.startsWith('Permission Error'))
    return new SourceInvalid(`the SQL reads what it was not given: ${first.slice(0, LONGEST)}`);
  if (first.startsWith('Out of Memory Error'))
    return new SourceInvalid(
      `the SQL needs more memory, or more room for temporary files, than it may take: ${first.slice(0, LONGEST)}`,
    );
  return new SourceInvalid([first, ...more.slice(0, 6)].join('\n').slice(0, LONGEST));
}

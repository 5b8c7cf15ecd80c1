import type { KeyObject } from 'node:crypto';
import type { FileRow, RepeatForms } from '#relationship';
import { isRefused, readInputToJudge, type CheckedInput } from '../input/read-input.js';
import { fingerprintOf, keyDigestOf } from '../stored-form/sealing.js';

/** A row of a file without a key of its own. */
export type ImportedRow = FileRow & {
  /** What earlier rows of the file wrote otherwise and say the same. All of them share the count, so all are looked for. */
  readonly alsoAs: readonly object[];
};

/** Keys of the digests: of the facts, and of the idempotency key; null where there is none. */
type DigestKeys = { readonly facts: KeyObject; readonly idempotencyKey: KeyObject | null };

/**
 * The forms in which this release and earlier ones recorded the same: earlier ones stored the idempotency key itself, and ids
 * and texts as they were given.
 */
export function repeatFormsOf(
  type: string,
  { facts, idempotencyKey, asGiven }: CheckedInput,
  key: DigestKeys,
  { row = null, inputBefore }: { readonly row?: ImportedRow | null; readonly inputBefore?: object } = {},
): RepeatForms {
  const older = asGiven ?? { facts, idempotencyKey };
  const texts = [idempotencyKey, older.idempotencyKey].filter((text) => text !== null);
  const others = [...(inputBefore === undefined ? [] : [inputBefore]), ...(row?.alsoAs ?? [])];
  const forms = [facts, older.facts, ...others.flatMap((each) => factsIn(type, each))];
  return {
    keys:
      idempotencyKey === null || key.idempotencyKey === null
        ? []
        : [keyDigestOf(idempotencyKey, key.idempotencyKey), ...texts],
    fingerprints: [...new Set(forms.map((each) => fingerprintOf(type, each, key.facts)))],
    row,
  };
}

function factsIn(type: string, input: object): CheckedInput['facts'][] {
  const read = readInputToJudge(type, input);
  return isRefused(read) ? [] : [read.facts, ...(read.asGiven === undefined ? [] : [read.asGiven.facts])];
}

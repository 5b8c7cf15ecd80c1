import type { KeyObject } from 'node:crypto';
import type { FileRow, RepeatForms } from '#relationship';
import type { CheckedInput } from '../input/read-input.js';
import { fingerprintOf, keyDigestOf } from '../stored-form/sealing.js';

/** Keys of the digests: of the facts, and of the idempotency key, which is asked for only where there is one. */
type DigestKeys = { readonly facts: KeyObject; readonly idempotencyKey: () => KeyObject };

/**
 * The forms in which this release and earlier ones recorded the same: earlier ones stored the idempotency key itself, and ids
 * and texts as they were given.
 */
export function repeatFormsOf(
  type: string,
  { facts, idempotencyKey, asGiven }: CheckedInput,
  key: DigestKeys,
  row: FileRow | null = null,
): RepeatForms {
  const older = asGiven ?? { facts, idempotencyKey };
  const texts = [idempotencyKey, older.idempotencyKey].filter((text) => text !== null);
  return {
    keys: idempotencyKey === null ? [] : [keyDigestOf(idempotencyKey, key.idempotencyKey()), ...texts],
    fingerprints: [...new Set([facts, older.facts].map((each) => fingerprintOf(type, each, key.facts)))],
    row,
  };
}

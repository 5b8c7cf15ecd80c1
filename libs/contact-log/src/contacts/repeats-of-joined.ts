import type { KeyObject } from 'node:crypto';
import type { RepeatForms, Timeline } from '#relationship';
import type { CheckedInput } from '../input/read-input.js';
import { repeatFormsOf, type ImportedRow } from './repeat-forms-of.js';

/** The same said of another customer id. */
export function namedAs<I extends CheckedInput>(input: I, customerId: string): I {
  const { asGiven } = input;
  const facts = { ...input.facts, customerId };
  if (asGiven === undefined) return { ...input, facts };
  return { ...input, facts, asGiven: { ...asGiven, facts: { ...asGiven.facts, customerId } } };
}

/**
 * As repeatFormsOf, in a relationship that may be joined of several: what was recorded under another id before the merge was
 * digested with that id, and with its key.
 */
export function formsInJoined(
  type: string,
  input: CheckedInput,
  { key, timeline, keyOf }: { key: KeyObject; timeline: Timeline; keyOf: (customerId: string) => KeyObject | null },
  options: { readonly row?: ImportedRow | null; readonly inputBefore?: object } = {},
): RepeatForms {
  const own = repeatFormsOf(type, input, { facts: key, idempotencyKey: key }, options);
  const others = (timeline.everJoined?.customerIds ?? []).flatMap((customerId) => {
    const other = keyOf(customerId);
    if (other === null) return [];
    return [repeatFormsOf(type, namedAs(input, customerId), { facts: other, idempotencyKey: other }, options)];
  });
  return {
    keys: [...new Set([own, ...others].flatMap(({ keys }) => keys))],
    fingerprints: [...new Set([own, ...others].flatMap(({ fingerprints }) => fingerprints))],
    row: own.row,
  };
}

import { createHash } from 'node:crypto';
import { inputForms } from '#contact-log';
import { compareText } from '#relationship';
import type { CanonicalContact } from '#source';

/** No contact is nested more deeply. */
const DEEPEST = 8;

export type Content = {
  /** Equal for rows that say the same, whatever the order of their fields and the form of their times, ids and texts. */
  readonly digest: Buffer;
  /** The content with ids and texts as the row has them, as JSON; null where they are in their normal form. */
  readonly asGiven: string | null;
  /** The length of the content, in UTF-16 code units. */
  readonly size: number;
};

/** Digest and size of a row; null if it is nested too deeply. */
export function contentOf({ type, input, recordedAt }: CanonicalContact): Content | null {
  const { normal, asGiven } = inputForms(type, input);
  const text = canonical([type, recordedAt, normal], 0);
  if (text === null) return null;
  return {
    digest: createHash('sha256').update(text).digest().subarray(0, 16),
    asGiven: asGiven === null ? null : canonical(asGiven, 0),
    size: text.length,
  };
}

function canonical(value: unknown, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (depth > DEEPEST) return null;
  const parts: string[] = [];
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((each) => ['', each])
    : Object.entries(value).sort(([a], [b]) => compareText(a, b));
  for (const [name, each] of entries) {
    const text = canonical(each, depth + 1);
    if (text === null) return null;
    parts.push(Array.isArray(value) ? text : `${JSON.stringify(name)}:${text}`);
  }
  return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

import { SEVERITIES, type Recovery } from '#relationship';

// The evidence of many relationships in typed arrays: compact, fast to scan, and independent of any model, except that
// waiting for a word is evidence by hours that a model sets; the columns hold it once for each set of hours asked for. Each entry has
// the as-of times from which and until which it is evidence. So the columns are right for every as-of time, not only for the
// present. For example, a promise that was met late is a broken promise until it was met.

/** The evidence entries. All times are milliseconds since the epoch. */
export type EntryColumns = {
  /** Index into `classes`. */
  readonly class: Uint16Array;
  /** When it happens; for a lapse, the due time. */
  readonly at: Float64Array;
  /** 1 for a lapse, which counts only after `at`; else 0. */
  readonly lapse: Uint8Array;
  /** Index into SEVERITIES. */
  readonly severity: Uint8Array;
  readonly selfReported: Uint8Array;
  /** For a disclosure, how long the customer waited, milliseconds; else 0. */
  readonly tookMs: Float64Array;
  /** For a disclosure, the promised notice, milliseconds; else 0. */
  readonly noticeMs: Float64Array;
  /** Code of the recovery, see `recoveryCode`. */
  readonly recovery: Uint8Array;
  /** First as-of time at which it is evidence. */
  readonly from: Float64Array;
  /** As-of time from which it is no longer evidence; Infinity if it still is. */
  readonly until: Float64Array;
};

/** The terms of a relationship, from an as-of time until the next row of the same relationship. */
export type TermColumns = {
  readonly from: Float64Array;
  /** Points; NaN if the model's prior applies. */
  readonly openingTrust: Float64Array;
  /** Index into `segments` plus 1; 0 if it has none. */
  readonly segment: Uint32Array;
  /** Index into `owners` plus 1; 0 if it has none. */
  readonly owner: Uint32Array;
  readonly closed: Uint8Array;
};

export type EvidenceColumns = {
  /** One for each relationship. */
  readonly customers: readonly string[];
  readonly classes: readonly string[];
  /** The sets of hours that waiting for a word was judged by, named by `nameOfHours`. */
  readonly hours: readonly string[];
  readonly segments: readonly string[];
  readonly owners: readonly string[];
  /** The end row of each relationship's entries, exclusive; the next relationship starts there. */
  readonly entryEnds: Uint32Array;
  readonly termEnds: Uint32Array;
  /** Number of contacts that were read for each relationship. */
  readonly contacts: Uint32Array;
  readonly entries: EntryColumns;
  readonly terms: TermColumns;
};

const FLAGS = [
  'informedWithinNotice',
  'workaroundOffered',
  'reasonExplained',
  'renewedPromiseKept',
  'jointRetrospective',
] as const satisfies readonly (keyof Recovery)[];

/** Number of recovery codes: 0 to RECOVERY_CODES - 1. */
export const RECOVERY_CODES = 1 + 2 ** FLAGS.length;

/** 0 if the entry has no recovery; else 1 plus a bit for each flag. */
export function recoveryCode(recovery: Recovery | null): number {
  if (recovery === null) return 0;
  return 1 + FLAGS.reduce((bits, flag, index) => bits + (recovery[flag] ? 2 ** index : 0), 0);
}

export function recoveryOf(code: number): Recovery | null {
  if (code === 0) return null;
  const has = (index: number) => (((code - 1) >> index) & 1) === 1;
  return Object.fromEntries(FLAGS.map((flag, index) => [flag, has(index)])) as Record<keyof Recovery, boolean>;
}

export const severityCode = (severity: (typeof SEVERITIES)[number]): number => SEVERITIES.indexOf(severity);

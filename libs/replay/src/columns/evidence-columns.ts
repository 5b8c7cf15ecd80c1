import { SEVERITIES, type Recovery } from '#relationship';

// The evidence of many relationships in typed arrays: small, quick to go through, and free of any model. Each entry says
// from when on and until when it stood as of a moment, so that the columns answer for every moment and not only for the
// present: a promise met late was a broken one before it was met, and a slip that the customer turned out to have
// noticed was an unannounced one until then.

/** How the entries of an evidence class are told from one another. All times are milliseconds since the epoch. */
export type EntryColumns = {
  /** Index into `classes`. */
  readonly class: Uint16Array;
  /** When it takes place; of a lapse, the due time. */
  readonly at: Float64Array;
  /** 1 where it is a due time passing, which counts only after `at`. */
  readonly lapse: Uint8Array;
  /** Index into SEVERITIES. */
  readonly severity: Uint8Array;
  readonly selfReported: Uint8Array;
  /** For a disclosure how long the customer waited; else 0. */
  readonly tookMs: Float64Array;
  /** For a disclosure the notice that was promised; 0 where the entry is none. */
  readonly noticeMs: Float64Array;
  /** What was done to make it good, as `recoveryCode` says. */
  readonly recovery: Uint8Array;
  /** As of this moment and later it is evidence ... */
  readonly from: Float64Array;
  /** ... until this one, not included; Infinity while it stands. */
  readonly until: Float64Array;
};

/** What was agreed for a relationship, as of a moment and later, until the next row of the same relationship. */
export type TermColumns = {
  readonly from: Float64Array;
  /** Points; NaN where the model's prior holds. */
  readonly openingTrust: Float64Array;
  /** Index into `segments`, one more; 0 where it has none. */
  readonly segment: Uint32Array;
  /** Index into `owners`, one more; 0 where it has none. */
  readonly owner: Uint32Array;
  readonly closed: Uint8Array;
};

export type EvidenceColumns = {
  /** One for each relationship. */
  readonly customers: readonly string[];
  readonly classes: readonly string[];
  readonly segments: readonly string[];
  readonly owners: readonly string[];
  /** Where the entries of each relationship end; those of the next one begin there. */
  readonly entryEnds: Uint32Array;
  readonly termEnds: Uint32Array;
  /** How many contacts of each relationship were read. */
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

/** One more than every recovery code. */
export const RECOVERY_CODES = 1 + 2 ** FLAGS.length;

/** 0 where the entry belongs to nothing that can be made good, else 1 and a bit for each flag. */
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

/** Why something that a source says is in no contact. */
export const LEFT_OUT_KINDS = {
  ROW_UNREADABLE: 'rows with another number of cells than there are columns, or that cannot be read',
  NO_CUSTOMER: 'rows, or groups of rows, without a customer',
  NO_TIME: 'rows, or groups of rows, with a contact that has no time',
  CONTACT_REFUSED: 'contacts that the rules refuse',
} as const;
export type LeftOutKind = keyof typeof LEFT_OUT_KINDS;

/** What it does to labels. */
export type LabelsAffected = {
  /** Labels that are missing: nobody is asked about them. */
  readonly missing: number;
  /** Labels that are there and may be another than the source says. */
  readonly doubtful: number;
};

export type LeftOutExample = {
  /** The line of the source that it begins in, from 1; null where the source has no lines. */
  readonly line: number | null;
  /** The columns that it was read from, with commas between; null where there is no such column. */
  readonly column: string | null;
  /** What stands there; null where nothing does. */
  readonly value: string | null;
  readonly says: string;
};

/** All that was left out for one reason. */
export type LeftOutCount = {
  readonly kind: LeftOutKind;
  /** The code of the refusal; null for all other kinds. */
  readonly code: string | null;
  readonly count: number;
  readonly labels: LabelsAffected;
  /** The first few. */
  readonly examples: readonly LeftOutExample[];
};

/** What a source says and no contact of the data set holds: nothing changes a label in silence. */
export type LeftOut = {
  /** How many rows or records the source has. */
  readonly records: number;
  readonly counts: readonly LeftOutCount[];
};

export const NOTHING_LEFT_OUT: LeftOut = { records: 0, counts: [] };

/** Above this share a program must be told: the verb ends with an exit code of its own. */
export const MOST_LEFT_OUT = 0.01;

export const labelsAffected = ({ counts }: LeftOut): LabelsAffected => ({
  missing: counts.reduce((sum, { labels }) => sum + labels.missing, 0),
  doubtful: counts.reduce((sum, { labels }) => sum + labels.doubtful, 0),
});

/**
 * The larger of two shares, 0 to 1: what was left out of all records, and the labels affected of all labels.
 * @param labels how many labels the data set has
 */
export function shareLeftOut(leftOut: LeftOut, labels: number): number {
  const count = leftOut.counts.reduce((sum, each) => sum + each.count, 0);
  const { missing, doubtful } = labelsAffected(leftOut);
  return Math.max(share(count, leftOut.records), share(missing + doubtful, labels + missing));
}

const share = (part: number, all: number): number => (part === 0 ? 0 : Math.min(1, part / Math.max(all, part)));

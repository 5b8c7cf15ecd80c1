import type { RecordAnswer } from '#contact-log';
import type { RefusalCode } from '#relationship';
import type { CutText } from '#source';

/** The outcome of the rows. rowsRead = rowsWritten + unchanged + refused + bad: each row is counted exactly once. */
export type ImportSummary = {
  readonly rowsRead: number;
  /** Rows with at least one new contact, and none refused. */
  readonly rowsWritten: number;
  readonly contactsWritten: number;
  /** Rows without contacts, or with only contacts that are already recorded. */
  readonly unchanged: number;
  /** Rows with at least one refused contact; their other contacts are recorded. */
  readonly refused: number;
  /** Rows that could not be read. */
  readonly bad: number;
  /** Texts of written rows that were too long, so that only their beginning is recorded. */
  readonly cut: number;
  readonly seconds: number;
};

/** Where a row is. */
export type RowPlace = {
  /** The line on which it begins, from 1; null if it is unknown. */
  readonly line: number | null;
  /** Of a source: its place in what the SQL gave, from 1. */
  readonly row?: number;
  /** Of a source: the file, where the line could not be read. */
  readonly file?: string;
  /** Of a source: what it says. */
  readonly content?: string | Readonly<Record<string, unknown>>;
};

/** A row that was not recorded, or only in part; `cut`: of a text only the beginning. */
export type RowProblem = RowPlace & {
  readonly outcome: 'refused' | 'bad' | 'cut';
  /** The code of the refusal; null if the row could not be read, and for a text that was cut. */
  readonly code: RefusalCode | null;
  readonly reason: string;
};

/** Counts rows by outcome, each once. */
export class Tally {
  private written = 0;
  private contacts = 0;
  private unchanged = 0;
  private refused = 0;
  private bad = 0;
  private cut = 0;

  /** @param report called with each problem, in the order in which they are found */
  constructor(private readonly report: (problem: RowProblem) => void) {}

  addBad(place: RowPlace, reason: string): void {
    this.bad += 1;
    this.report({ ...place, outcome: 'bad', code: null, reason });
  }

  /**
   * @param answers the outcomes of the row's contacts; empty if the row has none
   * @param cut its texts that were too long
   */
  addRow(place: RowPlace, answers: readonly RecordAnswer[], cut: readonly CutText[]): void {
    const refusals = answers.flatMap((answer) => answer.refusals);
    const written = answers.filter(({ recorded }) => recorded !== null && !recorded.replayed).length;
    this.contacts += written;
    if (refusals.length > 0) this.refused += 1;
    else if (written > 0) this.written += 1;
    else this.unchanged += 1;
    if (written > 0) this.addCut(place, cut);
    for (const { code, field, message } of refusals)
      this.report({ ...place, outcome: 'refused', code, reason: field === null ? message : `${field}: ${message}` });
  }

  private addCut(place: RowPlace, cut: readonly CutText[]): void {
    this.cut += cut.length;
    for (const { field, length, max } of cut)
      this.report({
        ...place,
        outcome: 'cut',
        code: null,
        reason: `${field} has ${length} characters, and at most ${max} are recorded: the end of the text is left out`,
      });
  }

  /** @param rows that an earlier import recorded */
  addUnchanged(rows: number): void {
    this.unchanged += rows;
  }

  /** The number of rows counted so far. */
  get rows(): number {
    return this.written + this.unchanged + this.refused + this.bad;
  }

  summary(seconds: number): ImportSummary {
    return {
      rowsRead: this.rows,
      rowsWritten: this.written,
      contactsWritten: this.contacts,
      unchanged: this.unchanged,
      refused: this.refused,
      bad: this.bad,
      cut: this.cut,
      seconds,
    };
  }
}

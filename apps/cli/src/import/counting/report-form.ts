import { stringify } from 'csv-stringify/sync';
import type { RowProblem } from '#intake';

/** How problems are written to a file. */
export type ReportForm = {
  /** What stands above the first; empty: nothing. */
  readonly head: string;
  readonly line: (problem: RowProblem) => string;
};

/** One JSON object a line. */
export const NDJSON: ReportForm = { head: '', line: (problem) => `${JSON.stringify(problem)}\n` };

const csv = (cells: readonly unknown[]): string => stringify([[...cells]], { escape_formulas: true });

/** CSV, with what the row says. */
export const CSV: ReportForm = {
  head: csv(['file', 'line', 'row', 'outcome', 'code', 'reason', 'content']),
  line: ({ file, line, row, outcome, code, reason, content = '' }) =>
    csv([file, line, row, outcome, code, reason, typeof content === 'string' ? content : JSON.stringify(content)]),
};

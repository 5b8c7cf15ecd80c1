import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { MOST_ROW_BYTES, type Line } from './lines.js';
import { badRow, isBad, type BadRow } from './row.js';

export type CsvRecord = {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
};

const MOST_LINES_A_RECORD = 1000;

/**
 * The records of a CSV file (RFC 4180), including the header; blank lines are left out. A parser of the whole stream would
 * read a stray quote as open up to the next one and lose every row between. Here only the row with the stray quote is
 * bad, and reading continues with the next line.
 */
export async function* csvRecords(source: AsyncIterable<Line | BadRow>): AsyncIterable<CsvRecord | BadRow> {
  const lines = new Lookahead(source);
  try {
    for (let line = await lines.next(); line !== null; line = await lines.next()) {
      if (isBad(line)) yield line;
      else if (line.text.includes('"')) yield await quotedRecord(line, lines);
      else if (line.text.trim() !== '') yield { line: line.line, cells: line.text.split(',') };
    }
  } finally {
    await lines.close();
  }
}

/** A record with quotes, which may extend over the following lines. */
async function quotedRecord(first: Line, lines: Lookahead): Promise<CsvRecord | BadRow> {
  const taken: (Line | BadRow)[] = [];
  let text = first.text;
  for (let cells = cellsOf(text); ; cells = cellsOf(text)) {
    if (typeof cells !== 'string') return { line: first.line, cells };
    const more = cells === 'OPEN' ? await upToQuote(lines, taken, MOST_ROW_BYTES - text.length) : null;
    if (more === null) {
      lines.giveBack(taken);
      return badRow(first.line, 'its quotes do not match');
    }
    text = `${text}\n${more}`;
  }
}

/**
 * The lines up to the next one with a quote, since only that one can close the record; null if none is near enough.
 * @param taken the lines of this record so far; the lines read are added @param room at most this many characters
 */
async function upToQuote(lines: Lookahead, taken: (Line | BadRow)[], room: number): Promise<string | null> {
  const texts: string[] = [];
  for (let left = room; left > 0 && taken.length < MOST_LINES_A_RECORD; left -= texts.at(-1)?.length ?? 0) {
    const line = await lines.next();
    if (line === null) return null;
    taken.push(line);
    if (isBad(line)) return null;
    texts.push(line.text);
    if (line.text.includes('"')) return texts.join('\n');
  }
  return null;
}

/** OPEN: a quote is not closed yet. INVALID: it cannot become a record, whatever follows. */
function cellsOf(text: string): readonly string[] | 'OPEN' | 'INVALID' {
  try {
    const records: string[][] = parse(text, { relax_column_count: true, record_delimiter: '\n' });
    return records.length === 1 && records[0] !== undefined ? records[0] : 'INVALID';
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'OPEN' : 'INVALID';
  }
}

/** A reader of lines that can be given back and read again. */
class Lookahead {
  private readonly lines: AsyncIterator<Line | BadRow>;
  private given: (Line | BadRow)[] = [];

  constructor(source: AsyncIterable<Line | BadRow>) {
    this.lines = source[Symbol.asyncIterator]();
  }

  async next(): Promise<Line | BadRow | null> {
    const given = this.given.shift();
    if (given !== undefined) return given;
    const read = await this.lines.next();
    return read.done ? null : read.value;
  }

  async close(): Promise<void> {
    await this.lines.return?.();
  }

  giveBack(lines: readonly (Line | BadRow)[]): void {
    this.given = [...lines, ...this.given];
  }
}

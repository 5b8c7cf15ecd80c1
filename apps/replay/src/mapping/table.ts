import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { InputFile } from '../import/input-file.js';
import { linesOf } from '../import/lines.js';
import { isBad } from '../import/row.js';
import { UnreadableFile } from '../import/unreadable-file.js';

export const TABLE_FORMATS = ['.csv', '.tsv', '.txt', '.ndjson'];

/** How a file is laid out. */
export type TableForm = {
  /** Whether the first line names the columns. */
  readonly header: boolean;
  /** Names of the columns where no line does. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly encoding: 'utf8' | 'latin1';
};

export type Row = {
  /** Which record of the file it is, from 1, the header left out. */
  readonly number: number;
  readonly cells: readonly string[];
};

/** A file as rows under named columns. */
export class Table {
  private constructor(
    readonly rows: readonly Row[],
    private readonly places: ReadonlyMap<string, number>,
    /** Rows with more or fewer cells than there are columns, left out. */
    readonly misshapen: number,
  ) {}

  /** @throws UnreadableFile */
  static async read(file: InputFile, form: TableForm): Promise<Table> {
    const records = file.format === '.ndjson' ? await ndjsonRecords(file) : await csvRecords(file, form);
    const named = form.header || file.format === '.ndjson' ? records.shift() : form.columns;
    if (named === undefined) throw new UnreadableFile(`${file.path} holds nothing but white space`);
    const places = placesOf(named);
    const rows = records.map((cells, index) => ({ number: index + 1, cells }));
    const whole = rows.filter(({ cells }) => cells.length === named.length);
    return new Table(whole, places, rows.length - whole.length);
  }

  /** @throws UnreadableFile there is no such column */
  placeOf(column: string): number {
    const place = this.places.get(column);
    if (place === undefined)
      throw new UnreadableFile(`the table has no column ${column}; it has ${[...this.places.keys()].join(', ')}`);
    return place;
  }
}

/** Of several columns of one name the second is `name#2`, and so on. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const [place, raw] of names.entries()) {
    const name = raw.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    places.set(times === 1 ? name : `${name}#${times}`, place);
  }
  return places;
}

async function csvRecords(file: InputFile, { delimiter, encoding }: TableForm): Promise<string[][]> {
  const parser = parse({
    delimiter: file.format === '.tsv' ? '\t' : delimiter,
    encoding,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  const records: string[][] = [];
  try {
    const source = Readable.from(file.read());
    // A pipe does not hand on what goes wrong at its beginning, as in a file that breaks off.
    source.on('error', (error) => parser.destroy(error));
    for await (const record of source.pipe(parser)) records.push(record as string[]);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`${file.path} is no table: ${(error as Error).message}`);
  }
  return records;
}

/** One JSON object a line; the columns are the names found in any of them. */
async function ndjsonRecords(file: InputFile): Promise<string[][]> {
  const objects: Record<string, unknown>[] = [];
  for await (const line of linesOf(file.read())) {
    if (isBad(line) || line.text.trim() === '') continue;
    objects.push(objectIn(line.text, `line ${line.line} of ${file.path}`));
  }
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  return [names, ...objects.map((object) => names.map((name) => cellOf(object[name])))];
}

function objectIn(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableFile(`${where} is not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableFile(`${where} is no JSON object`);
  return value as Record<string, unknown>;
}

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

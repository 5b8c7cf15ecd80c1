import type { InputFile } from '../import/files/input-file.js';
import type { Progress } from '../terminal/progress.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import type { LabelsAffected, LeftOutTally } from '#validation';
import { csvRecords } from './csv-table.js';
import { ndjsonNames, ndjsonRecords } from './ndjson-table.js';
import type { TableForm } from './table-form.js';

export const TABLE_FORMATS = ['.csv', '.tsv', '.txt', '.ndjson'];

export type Row = {
  /** Which record of the file it is, from 1, the header left out. */
  readonly number: number;
  /** The line of the file that it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
};

/** A file as rows under named columns. */
export class Table {
  /** How many rows have been read. */
  count = 0;
  private places: ReadonlyMap<string, number> = new Map();

  /** @param tally counts the rows that cannot be read @param lost what that does to labels, for each row */
  constructor(
    private readonly file: InputFile,
    private readonly form: TableForm,
    private readonly tally: LeftOutTally,
    private readonly lost: LabelsAffected,
  ) {}

  /** Reads the file from its beginning to its end, row by row. @throws UnreadableFile */
  async *rows(progress: Progress): AsyncGenerator<Row> {
    const { file, form } = this;
    const reach = (bytes: number) => progress.reach(bytes);
    const isNdjson = file.format === '.ndjson';
    let names = form.header ? null : form.columns;
    if (isNdjson) {
      progress.begin('Columns', file.bytes);
      names = await ndjsonNames(file, reach);
    }
    if (names !== null) this.places = placesOf(names);
    progress.begin('Reading', file.bytes);
    const records = isNdjson ? ndjsonRecords(file, names ?? [], reach) : csvRecords(file, form, reach);
    for await (const { cells, line } of records) {
      if (names === null && cells !== null) {
        names = cells;
        this.places = placesOf(names);
        continue;
      }
      this.count += 1;
      if (cells?.length === names?.length && cells !== null) yield { number: this.count, line, cells };
      else this.leaveOut(line, cells, names?.length ?? 0);
    }
    if (names !== null) return;
    throw new UnreadableFile(
      this.count === 0
        ? `${file.path} holds nothing but white space`
        : `${file.path} holds no line that can be read: each is too long, or no UTF-8 text`,
    );
  }

  private leaveOut(line: number, cells: readonly string[] | null, columns: number): void {
    const says =
      cells === null
        ? 'the line is too long, or no UTF-8 text'
        : `the row has ${cells.length} cells where there are ${columns} columns`;
    this.tally.add({ kind: 'ROW_UNREADABLE', line, column: null, value: null, says, labels: this.lost });
  }

  /** @throws UnreadableFile there is no such column */
  placeOf(column: string): number {
    const place = this.places.get(column);
    if (place === undefined)
      throw new UnreadableFile(`the table has no column ${column}; it has ${[...this.places.keys()].join(', ')}`);
    return place;
  }
}

/** Of several columns of one name the second is `name#2`, and so on, save where a column is called that itself. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const trimmed = names.map((name) => name.trim());
  const given = new Set(trimmed);
  const places = new Map<string, number>();
  for (const [place, name] of trimmed.entries()) {
    let called = name;
    for (let times = 2; places.has(called) || (called !== name && given.has(called)); times += 1)
      called = `${name}#${times}`;
    places.set(called, place);
  }
  return places;
}

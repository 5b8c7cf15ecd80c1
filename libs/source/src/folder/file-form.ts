import { listAt, numberAt, oneOf, orElse, recordAt, textAt, within, type Json } from './read-fields.js';

export const FORMATS = ['csv', 'json', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** How a file is read. What is null is found in the file. */
export type FileForm = {
  /** Null: by the ending of the file's name. */
  readonly format: Format | null;
  /** Of text, such as `windows-1252`. Null: UTF-16 if the file begins with its mark, else UTF-8. */
  readonly encoding: string | null;
  /** Where its times are that name no zone; null: where those of the source are. */
  readonly zone: string | null;
  /** Between the cells of a CSV file. Null: the one of comma, semicolon, tab and bar that the first line has most often. */
  readonly delimiter: string | null;
  readonly quote: string;
  /** Stands before a quote within a quoted cell. */
  readonly escape: string;
  /** Lines above the header that are left out. */
  readonly skip: number;
  /** Names of the columns of a CSV file without a header. Null: it has a header. */
  readonly columns: readonly string[] | null;
  /** Texts of a CSV file that mean that nothing is known; the empty text always does. */
  readonly nulls: readonly string[];
  /** SQL types of columns. In a CSV file all others are text. */
  readonly types: Readonly<Record<string, string>>;
};

export const FORM_NAMES = [
  'format',
  'encoding',
  'delimiter',
  'quote',
  'escape',
  'skip',
  'columns',
  'nulls',
  'types',
] as const;

export const PLAIN_FORM: FileForm = {
  format: null,
  encoding: null,
  zone: null,
  delimiter: null,
  quote: '"',
  escape: '"',
  skip: 0,
  columns: null,
  nulls: [],
  types: {},
};

/** @param base what holds for all files @throws FieldInvalid */
export function formAt(json: Json, path: string, base: FileForm): FileForm {
  const at = (name: keyof FileForm) => within(path, name);
  const texts = (value: unknown, place: string) => listAt(value, place, textAt);
  return {
    format: orElse<Format | null>(
      json.format,
      at('format'),
      (value, place) => oneOf(value, FORMATS, place),
      base.format,
    ),
    encoding: orElse<string | null>(json.encoding, at('encoding'), textAt, base.encoding),
    zone: base.zone,
    delimiter: orElse<string | null>(json.delimiter, at('delimiter'), textAt, base.delimiter),
    quote: orElse(json.quote, at('quote'), textAt, base.quote),
    escape: orElse(json.escape, at('escape'), textAt, base.escape),
    skip: orElse(
      json.skip,
      at('skip'),
      (value, place) => numberAt(value, place, isCount, 'that is whole, 0 or more'),
      base.skip,
    ),
    columns: orElse<readonly string[] | null>(json.columns, at('columns'), texts, base.columns),
    nulls: orElse(json.nulls, at('nulls'), texts, base.nulls),
    types: { ...base.types, ...orElse(json.types, at('types'), (value, place) => recordAt(value, place, textAt), {}) },
  };
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

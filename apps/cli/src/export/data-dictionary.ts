import type { ColumnType, Dataset } from '../tables/datasets/dataset.js';
import { EVENTS } from '../tables/datasets/events.js';
import { EVIDENCE } from '../tables/datasets/evidence.js';
import { OBLIGATIONS } from '../tables/datasets/obligations.js';
import { OUTCOMES } from '../tables/datasets/outcomes.js';
import { TRUST } from '../tables/datasets/trust.js';

/** A dataset without the type of its rows. */
type Described = Pick<Dataset<never>, 'name' | 'says'> & {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly says: string }[];
};
export const DATASETS: readonly Described[] = [EVENTS, EVIDENCE, TRUST, OBLIGATIONS, OUTCOMES];

const FORMS: Readonly<Record<ColumnType, readonly [parquet: string, csv: string, ndjson: string]>> = {
  text: ['string', 'text', 'string'],
  number: ['double', 'number', 'number'],
  integer: ['int32', 'whole number', 'number'],
  position: ['int64', 'whole number', 'string of digits'],
  instant: ['timestamp, ms, UTC', 'ISO 8601, UTC', 'ISO 8601, UTC'],
  flag: ['boolean', '`true`, `false`', 'true, false'],
  json: ['JSON', 'JSON text', 'JSON'],
};

/** The page that explains every column of every export. */
export function dataDictionary(): string {
  return (
    [
      '# Data dictionary',
      'The columns that `npx rapport export` and `replay` write. The page is made from the declarations that the writers use.\nPersonal data (names, notes, free text) is left out unless `--with-names` is given; that option needs the keys in the data\nfolder. In CSV a null is an empty field, and text that a spreadsheet would read as a formula begins with an apostrophe;\nnumbers do not. The tables of `export views` are those of the server and are not described here.',
      `| Type | Parquet | CSV | NDJSON |\n| --- | --- | --- | --- |\n${Object.entries(FORMS)
        .map(([type, forms]) => `| ${[type, ...forms].join(' | ')} |`)
        .join('\n')}`,
      ...DATASETS.map(
        ({ name, says, columns }) =>
          `## ${name}\n\n${says}\n\n| Column | Type | Meaning |\n| --- | --- | --- |\n${columns
            .map((column) => `| \`${column.name}\` | ${column.type} | ${column.says} |`)
            .join('\n')}`,
      ),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** The same as JSON, for programs. */
export const dictionaryJson = (): string =>
  JSON.stringify(
    DATASETS.map(({ name, says, columns }) => ({
      name,
      says,
      columns: columns.map((column) => ({ name: column.name, type: column.type, says: column.says })),
    })),
    null,
    2,
  );

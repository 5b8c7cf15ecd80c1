/** What a column holds; the data dictionary and every file format are made from it. */
export type ColumnType = 'text' | 'number' | 'integer' | 'position' | 'instant' | 'flag' | 'json';

/** An instant is in milliseconds since the epoch, a position a bigint, json anything JSON can say. */
export type Value = string | number | bigint | boolean | null | object;

export type Column<Row> = {
  /** In snake case, as the tables of the views have it. */
  readonly name: string;
  readonly type: ColumnType;
  /** Its meaning with unit and range, and when it is null. */
  readonly says: string;
  readonly of: (row: Row) => Value;
};

/** A table of an export: one declaration for the files, the dictionary and the tests. */
export type Dataset<Row> = {
  readonly name: string;
  /** What one row is. */
  readonly says: string;
  readonly columns: readonly Column<Row>[];
};

const column =
  (type: ColumnType) =>
  <Row>(name: string, says: string, of: (row: Row) => Value): Column<Row> => ({ name, type, says, of });

export const text = column('text');
export const number = column('number');
export const integer = column('integer');
export const position = column('position');
export const instant = column('instant');
export const flag = column('flag');
export const json = column('json');

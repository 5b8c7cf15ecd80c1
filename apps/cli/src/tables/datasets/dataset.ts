/** The type of a column, from which the data dictionary and every file format are derived. */
export type ColumnType = 'text' | 'number' | 'integer' | 'position' | 'instant' | 'flag' | 'json';

/** An instant is in milliseconds since the epoch, a position is a bigint, json is any JSON value. */
export type Value = string | number | bigint | boolean | null | object;

export type Column<Row> = {
  /** In snake case, as in the tables of the views. */
  readonly name: string;
  readonly type: ColumnType;
  /** Its meaning, with unit and range, and when it is null. */
  readonly says: string;
  readonly of: (row: Row) => Value;
};

/** A table of an export, declared once for the files, the dictionary and the tests. */
export type Dataset<Row> = {
  readonly name: string;
  /** What one row is. */
  readonly says: string;
  readonly columns: readonly Column<Row>[];
  /** Whether its rows have forecasts, so that the log is read once more before. Left out: no. */
  readonly hasForecasts?: boolean;
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

/** Takes the rows of a dataset. */
export interface RowSink<Row> {
  /** Resolves when it can take more. */
  write(rows: readonly Row[]): Promise<void>;
  /** All rows were written: a file gets its name. */
  close(): Promise<void>;
  /** Writing was given up: a file is removed. */
  abandon(): Promise<void>;
}

/** Writes rows in one format. `RowSink` decides whether the result is kept. */
export interface Rows<Row> {
  write(rows: readonly Row[]): Promise<void>;
  end(): Promise<void>;
}

/** Where rows go. */
export interface RowSink<Row> {
  /** Resolves when it takes more. */
  write(rows: readonly Row[]): Promise<void>;
  /** What was written is whole. */
  close(): Promise<void>;
  /** What was written is not: a file is taken away again. */
  abandon(): Promise<void>;
}

/** Writes rows one way, before it is known whether they become whole. */
export interface Rows<Row> {
  write(rows: readonly Row[]): Promise<void>;
  end(): Promise<void>;
}

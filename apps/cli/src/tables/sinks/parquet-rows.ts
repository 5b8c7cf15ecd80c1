import { ParquetWriter, schemaFromColumnData, type BasicType } from 'hyparquet-writer';
import type { ColumnType, Dataset, Value } from '../datasets/dataset.js';
import type { Output } from '../../output/output.js';
import { parquetBytes } from './parquet-bytes.js';
import type { Rows } from './rows.js';

const ROWS_IN_GROUP = 100_000;

const TYPES: Readonly<Record<ColumnType, BasicType>> = {
  text: 'STRING',
  number: 'DOUBLE',
  integer: 'INT32',
  position: 'INT64',
  instant: 'TIMESTAMP',
  flag: 'BOOLEAN',
  json: 'JSON',
};

/** Rows as Parquet; one row group is in memory at a time. The file's metadata explains each column. */
export class ParquetRows<Row> implements Rows<Row> {
  private readonly writer: ParquetWriter;
  private columns: Value[][];
  private held = 0;

  constructor(
    private readonly dataset: Dataset<Row>,
    output: Output,
  ) {
    this.columns = this.empty();
    this.writer = new ParquetWriter({
      writer: parquetBytes(output),
      schema: schemaFromColumnData({ columnData: this.columnData() }),
      createdBy: 'rapport',
      kvMetadata: dataset.columns.map(({ name, says }) => ({ key: name, value: says })),
    });
  }

  async write(rows: readonly Row[]): Promise<void> {
    for (const row of rows) {
      this.dataset.columns.forEach(({ of, type }, index) => this.columns[index]?.push(inParquet(type, of(row))));
      this.held += 1;
      if (this.held === ROWS_IN_GROUP) await this.flush();
    }
  }

  async end(): Promise<void> {
    if (this.held > 0) await this.flush();
    await this.writer.finish();
  }

  private async flush(): Promise<void> {
    await this.writer.write({ columnData: this.columnData(), rowGroupSize: ROWS_IN_GROUP });
    this.columns = this.empty();
    this.held = 0;
  }

  private empty = (): Value[][] => this.dataset.columns.map(() => []);

  private columnData = () =>
    this.dataset.columns.map(({ name, type }, index) => ({ name, type: TYPES[type], data: this.columns[index] ?? [] }));
}

const inParquet = (type: ColumnType, value: Value): Value =>
  type === 'instant' && typeof value === 'number' ? new Date(value) : value;

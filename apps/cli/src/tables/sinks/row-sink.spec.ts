import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../datasets/dataset.js';
import { openSink } from './row-sink.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-sink-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROWS: Dataset<object> = {
  name: 'rows',
  says: 'Rows.',
  // A bigint is no such number, which is found out when the last rows are written.
  columns: [{ name: 'cell', says: 'A cell.', type: 'number', of: () => 1n }],
};

it('leaves nothing behind where the last rows cannot be written', async () => {
  const sink = openSink({ dataset: ROWS, format: 'parquet', out: join(folder, 'rows.parquet') });
  await sink.write([{}]);
  await expect(sink.close()).rejects.toThrow(/expected number/);
  expect(readdirSync(folder)).toEqual([]);
});

import { ByteWriter, type Writer } from 'hyparquet-writer';
import type { Output } from '../../output/output.js';

/** Hands on what a writer of Parquet has in memory, a row group at a time. The library's own opens its file by name each time. */
export function parquetBytes(output: Output): Writer {
  const bytes = new ByteWriter();
  const flush = async (): Promise<void> => {
    // Copied, since the buffer is written to again while a slow reader still has the last group.
    const some = bytes.getBytes().slice();
    bytes.index = 0;
    await output.write(some);
  };
  return Object.assign(bytes, { flush, finish: flush });
}

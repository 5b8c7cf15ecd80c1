import { ByteWriter, type Writer } from 'hyparquet-writer';
import type { Output } from '../../output/output.js';

/** A Parquet writer that passes each row group to an output. The library's own writer opens its file by name for each one. */
export function parquetBytes(output: Output): Writer {
  const bytes = new ByteWriter();
  const flush = async (): Promise<void> => {
    // Copied: the buffer is reused while a slow reader may still hold the last group.
    const some = bytes.getBytes().slice();
    bytes.index = 0;
    await output.write(some);
  };
  return Object.assign(bytes, { flush, finish: flush });
}

import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { LogRecord } from './records.js';

const bytes = (base64: unknown) => Buffer.from(String(base64), 'base64');

/**
 * A log kept in a file, one line for each commit, so that the process can be killed and another go on with it. It
 * outlives the process, not the machine: nothing is forced to disk.
 */
export class DataFile {
  constructor(private readonly path: string) {}

  /** What was written, less a last line that a killed process did not finish. */
  read(): LogRecord[] {
    if (!existsSync(this.path)) return [];
    const content = readFileSync(this.path);
    const whole = content.lastIndexOf('\n') + 1;
    if (whole < content.length) truncateSync(this.path, whole);
    const lines = content.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    return lines.flatMap((line) => (JSON.parse(line) as Record<string, string | number>[]).map(asRecord));
  }

  /** Done when this returns. */
  readonly append = (records: readonly LogRecord[]): void => {
    const entries = records.map(({ data, metadata, revision, position, ...rest }) => ({
      ...rest,
      revision: revision.toString(),
      position: position.toString(),
      data: Buffer.from(data).toString('base64'),
      metadata: Buffer.from(metadata).toString('base64'),
    }));
    appendFileSync(this.path, `${JSON.stringify(entries)}\n`);
  };
}

const asRecord = (entry: Record<string, string | number>): LogRecord => ({
  stream: String(entry['stream']),
  revision: BigInt(entry['revision'] ?? 0),
  position: BigInt(entry['position'] ?? 0),
  created: Number(entry['created']),
  id: String(entry['id']),
  type: String(entry['type']),
  contentType: String(entry['contentType']),
  data: bytes(entry['data']),
  metadata: bytes(entry['metadata']),
});

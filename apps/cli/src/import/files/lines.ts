import { isUtf8 } from 'node:buffer';
import { badRow, type BadRow } from './row.js';

/** The most bytes of one row; no contact is larger, so a longer line is damage. */
export const MOST_ROW_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = '\ufeff';

export type Line = {
  /** From 1. */
  readonly line: number;
  readonly text: string;
};

/** The lines of a file. A line longer than `mostBytes`, or not UTF-8, is one bad row. */
export async function* linesOf(
  content: AsyncIterable<Buffer>,
  mostBytes: number = MOST_ROW_BYTES,
): AsyncIterable<Line | BadRow> {
  const partial = new PartialLine(mostBytes);
  let line = 0;
  for await (const chunk of content) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      line += 1;
      yield partial.finish(chunk.subarray(start, end), line);
      start = end + 1;
    }
    partial.add(chunk.subarray(start));
  }
  if (partial.bytes > 0) yield partial.finish(Buffer.alloc(0), line + 1);
}

/** A line that has not ended yet. If it is too long, only its length is kept. */
class PartialLine {
  private parts: Buffer[] = [];
  bytes = 0;

  constructor(private readonly mostBytes: number) {}

  add(part: Buffer): void {
    this.bytes += part.length;
    if (this.bytes > this.mostBytes) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  finish(part: Buffer, line: number): Line | BadRow {
    const before = this.parts;
    const bytes = this.bytes + part.length;
    this.parts = [];
    this.bytes = 0;
    if (bytes > this.mostBytes) return badRow(line, `longer than ${this.mostBytes} bytes`);
    const whole = before.length === 0 ? part : Buffer.concat([...before, part]);
    if (!isUtf8(whole)) return badRow(line, 'not UTF-8 text');
    const text = whole.toString('utf8', 0, whole.at(-1) === RETURN ? whole.length - 1 : whole.length);
    return { line, text: line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  }
}

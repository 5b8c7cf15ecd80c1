// Resumes an interrupted export: complete lines are kept, and writing continues after them.
import { createReadStream, existsSync, truncateSync, writeFileSync } from 'node:fs';
import type { EventStore, Position } from '#event-store';
import { LogHash } from './log-hash.js';
import { eventOf, headerLine, Revisions, type CarriedEvent } from './log-file.js';
import { MoveRefused } from './move-refused.js';

export type Begun = {
  readonly hash: LogHash;
  readonly revisions: Revisions;
  /** The last event in the file; null if there is none. */
  readonly last: CarriedEvent | null;
};

const NEWLINE = 0x0a;

/**
 * Creates the file, or cuts off an incomplete last line and the trailer.
 * @throws MoveRefused the file is not of this log
 */
export async function beginOrGoOn(path: string, source: EventStore): Promise<Begun> {
  const begun = { hash: new LogHash(), revisions: new Revisions() };
  if (!existsSync(path)) writeFileSync(path, '', { mode: 0o600 });
  let last: CarriedEvent | null = null;
  let whole = 0;
  for await (const { text, end } of wholeLines(path)) {
    if (whole === 0) {
      if (`${text}\n` !== headerLine()) throw new MoveRefused(`${path} exists and was not begun by this command`);
    } else {
      const event = eventOf(text);
      if (event === null) break; // the trailer, and the log may have grown since; or damage after a power cut
      last = event;
      begun.hash.add(last);
      begun.revisions.problemWith(last);
    }
    whole = end;
  }
  truncateSync(path, whole);
  if (whole === 0) writeFileSync(path, headerLine(), { mode: 0o600 });
  if (last !== null) await assertFrom(source, last, path);
  return { ...begun, last };
}

async function assertFrom(source: EventStore, { stream, revision, id, position }: CarriedEvent, path: string) {
  const at: Position = BigInt(position);
  for await (const [event] of source.readStream(stream, { fromRevision: revision }))
    if (event?.id === id && event.position === at) return;
    else break;
  throw new MoveRefused(`${path} was begun from another log; delete it, or name another file`);
}

/** @returns each line with the offset after it; a last line without a newline is left out */
async function* wholeLines(path: string): AsyncIterable<{ readonly text: string; readonly end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let before = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      yield { text: bytes.toString('utf8', start, end), end: before + end + 1 };
      start = end + 1;
    }
    before += start;
    rest = bytes.subarray(start);
  }
}

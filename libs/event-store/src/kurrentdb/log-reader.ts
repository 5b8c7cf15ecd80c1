// Streams and the whole log, read page by page.
import {
  StoreUnavailable,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port/event-store.js';
import { checkedBatchSize, checkedLimit, checkedRevision } from '../port/read-options.js';
import type { ServerRecord } from './db-client.js';
import type { PageReader } from './page-reader.js';
import { isSystem, toStored } from './stored-event.js';

const PAGE = 500;
/** The search for the head reads a few of the newest events first, and more each time if all are system events. */
const FIRST_LOOK = 8;
const LONGEST_LOOK = 4096;

export class LogReader {
  constructor(private readonly pages: PageReader) {}

  async *stream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    let from = checkedRevision(options.fromRevision);
    for (;;) {
      const { records, isLast } = await this.pages.ofStream({ stream, from, most: PAGE });
      const events = records.map(toStored);
      const last = events.at(-1);
      if (!last) return;
      yield events;
      if (isLast) return;
      from = last.revision + 1;
    }
  }

  async *all(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const { after, backwards = false } = options;
    const size = checkedBatchSize(options.batchSize);
    let left = checkedLimit(options);
    // The end is fixed first: the log grows during the read, and a read that was cut short must not count as the end.
    const end = await this.head();
    if (end === null || (backwards && after === 0n)) return;
    let seen = after === 0n ? undefined : after;
    while (left > 0 && (backwards || seen === undefined || seen < end)) {
      const most = Math.min(PAGE, size, left);
      // One more, because the event at `seen` may be included.
      const page = { from: seen ?? (backwards ? 'end' : 'start'), most: most + 1, backwards } as const;
      const { records } = await this.pages.ofAll(page);
      const last = records.at(-1)?.position;
      if (last === undefined || last === seen) {
        if (backwards) return;
        throw new StoreUnavailable(`the log ended at ${seen ?? 'its start'} instead of ${end}`);
      }
      const beyond = records.filter((record) => !isSystem(record) && isBeyond(record, seen, backwards));
      const wanted = beyond.filter(({ position }) => position <= end).slice(0, most);
      // Events after `end` are skipped, but the read position moves past them.
      seen = beyond.length > most ? (wanted.at(-1) ?? beyond[most - 1])?.position : last;
      left -= wanted.length;
      if (wanted.length > 0) yield wanted.map(toStored);
    }
  }

  async head(): Promise<Position | null> {
    let from: Position | 'end' = 'end';
    for (let most = FIRST_LOOK; ; most = Math.min(most * 8, LONGEST_LOOK)) {
      const { records, isLast } = await this.pages.ofAll({ from, most, backwards: true });
      const newest = records.find((record) => !isSystem(record));
      if (newest) return newest.position;
      const last = records.at(-1)?.position;
      if (last === undefined || last === from || isLast) return null;
      from = last;
    }
  }
}

/** Some servers treat a position as inclusive, others as exclusive: the event at the position is left out in both cases. */
const isBeyond = ({ position }: ServerRecord, seen: Position | undefined, backwards: boolean): boolean =>
  seen === undefined || (backwards ? position < seen : position > seen);

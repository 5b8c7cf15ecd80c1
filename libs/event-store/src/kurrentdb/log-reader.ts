// Streams and the whole log, read page by page.
import {
  StoreUnavailable,
  StreamDeleted,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port/event-store.js';
import { checkedBatchSize, checkedLimit, checkedRevision } from '../port/read-options.js';
import type { ServerRecord } from './db-client.js';
import type { PageReader } from './page-reader.js';
import { toStored } from './stored-event.js';

const PAGE = 500;
/** A search for events of ours reads a few first, and more each time there are none. */
const FIRST_LOOK = 8;
const LONGEST_LOOK = 4096;

export class LogReader {
  /** Events of other applications that reads of the log have passed over. */
  passedOver = 0;
  /** Up to where the search for the head has looked, and the last event of ours up to there. */
  private searched: { readonly upTo: Position; readonly head: Position | null } | null = null;

  constructor(private readonly pages: PageReader) {}

  /** @throws StreamDeleted also if the stream has lost events at its beginning */
  stream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.read(stream, options, true);
  }

  /** What the server still shows of a stream, whatever it has lost. */
  shownOf(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.read(stream, options, false);
  }

  private async *read(
    stream: string,
    { fromRevision }: ReadStreamOptions = {},
    mustBeWhole: boolean,
  ): AsyncIterable<readonly StoredEvent[]> {
    for (let from = checkedRevision(fromRevision); ;) {
      const { records, isLast, isMissing } = await this.pages.ofStream({ stream, from, most: PAGE });
      if (isMissing && mustBeWhole) await this.assertNeverWas(stream, from);
      const events = records.map(toStored);
      const [first, last] = [events[0], events.at(-1)];
      // The stream is there, and the server shows nothing of it.
      if (mustBeWhole && !isMissing && from === 0 && !first) throw new StreamDeleted(stream);
      if (!first || !last) return;
      if (mustBeWhole && first.revision > from) throw new StreamDeleted(stream, { firstLeft: first.revision });
      yield events;
      if (isLast) return;
      from = last.revision + 1;
    }
  }

  /** A server finds neither a stream that never was nor one that was deleted so that it may begin again. */
  private async assertNeverWas(stream: string, from: number): Promise<void> {
    if (from > 0) throw new StreamDeleted(stream);
    const metadata = await this.pages.metadataOf(stream);
    if (typeof metadata === 'object' && metadata !== null && '$tb' in metadata) throw new StreamDeleted(stream);
  }

  async *all(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const { after, backwards = false } = options;
    const size = checkedBatchSize(options.batchSize);
    let left = checkedLimit(options);
    // The end is fixed first: the log grows during the read, and a read that was cut short must not count as the end.
    const end = await this.head();
    if (end === null || (backwards && after === 0n)) return;
    let seen = after === 0n ? undefined : after;
    let look = 0;
    while (left > 0 && (backwards || seen === undefined || seen < end)) {
      const most = Math.min(PAGE, size, left);
      // One more, because the event at `seen` may be included.
      const page = { from: seen ?? (backwards ? 'end' : 'start'), most: Math.max(most, look) + 1, backwards } as const;
      const { records } = await this.pages.ofAll(page);
      const last = records.at(-1)?.position;
      if (last === undefined || last === seen) {
        if (backwards) return;
        throw new StoreUnavailable(`the log ended at ${seen ?? 'its start'} instead of ${end}`);
      }
      const beyond = records.filter((record) => record.of === 'us' && isBeyond(record, seen, backwards));
      const wanted = beyond.filter(({ position }) => position <= end).slice(0, most);
      // Events after `end` are skipped, but the read position moves past them.
      const until = beyond.length > most ? (wanted.at(-1) ?? beyond[most - 1])?.position : last;
      this.count(records, seen, until, backwards);
      seen = until;
      left -= wanted.length;
      look = wanted.length > 0 ? 0 : Math.min(Math.max(FIRST_LOOK, look * 8), LONGEST_LOOK);
      if (wanted.length > 0) yield wanted.map(toStored);
    }
  }

  private count(
    records: readonly ServerRecord[],
    seen: Position | undefined,
    until: Position | undefined,
    backwards: boolean,
  ): void {
    for (const record of records)
      if (record.of === 'others' && isBeyond(record, seen, backwards) && !isBeyond(record, until, backwards))
        this.passedOver += 1;
  }

  /** Reads backwards to the last event of ours, or to where the last search began. */
  async head(): Promise<Position | null> {
    let from: Position | 'end' = 'end';
    let newest: Position | undefined;
    for (let most = FIRST_LOOK; ; most = Math.min(most * 8, LONGEST_LOOK)) {
      const { records, isLast } = await this.pages.ofAll({ from, most, backwards: true });
      newest ??= records[0]?.position;
      const { searched } = this;
      for (const record of records) {
        if (record.of === 'us') return this.found(newest, record.position);
        if (record.position === searched?.upTo) return this.found(newest, searched.head);
      }
      const last = records.at(-1)?.position;
      if (last === undefined || last === from || isLast) return this.found(newest, null);
      from = last;
    }
  }

  private found(newest: Position | undefined, head: Position | null): Position | null {
    if (newest !== undefined) this.searched = { upTo: newest, head };
    return head;
  }
}

/** Some servers treat a position as inclusive, others as exclusive: the event at the position is left out in both cases. */
const isBeyond = ({ position }: ServerRecord, seen: Position | undefined, backwards: boolean): boolean =>
  seen === undefined || (backwards ? position < seen : position > seen);

// The log of a cluster: EventStoreDB or KurrentDB, over gRPC. Ids are unique only within a stream: the server does not
// check other streams. An id that is appended again at the stream's current revision becomes a second event.
import { setMaxListeners } from 'node:events';
import { DEFAULT_MAX_APPEND_BYTES, encodeAppend } from '../port/encoded-append.js';
import {
  EventStore,
  InvalidAppend,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
  type FollowOptions,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port/event-store.js';
import { kurrentAddress } from './address.js';
import { AppendAnywhere } from './append-anywhere.js';
import { Appender } from './appender.js';
import { DbClient } from './db-client.js';
import { Follower } from './follower.js';
import { LeaderSearch } from './leader-search.js';
import { LogReader } from './log-reader.js';
import { patienceOf, type KurrentOptions } from './options.js';
import { OwnStreams } from './own-streams.js';
import { PageReader } from './page-reader.js';
import { Slots } from './slots.js';

/** Both together leave room for followers: a server accepts 100 concurrent calls on one connection. */
const MOST_APPENDS = 45;
const MOST_READS = 45;

export class KurrentEventStore extends EventStore {
  /** Each append is a separate call. */
  override readonly commitsInOrderAsked = false;
  private readonly closing = new AbortController();
  private readonly appending = new Set<Promise<unknown>>();
  private readonly db: DbClient;
  private readonly own: OwnStreams;
  private readonly reader: LogReader;
  private readonly appender: Appender;
  private readonly anywhere: AppendAnywhere;
  private readonly follower: Follower;
  private closed: Promise<void> | undefined;

  /**
   * Connects at the first call.
   * @param url esdb://... or esdb+discover://...
   * @throws InvalidKurrentUrl
   */
  constructor(
    url: string,
    private readonly options: KurrentOptions = {},
  ) {
    super();
    const patience = patienceOf(options);
    const { signal } = this.closing;
    setMaxListeners(0, signal); // every running read listens
    this.own = new OwnStreams(options.own);
    const address = kurrentAddress(url);
    this.db = new DbClient(address, this.own);
    const search = new LeaderSearch(
      {
        known: address.hosts,
        ask: (node, ms) => this.db.ask(node, ms),
        goTo: (leader) => this.db.goTo(leader),
      },
      signal,
    );
    const pages = new PageReader(this.db, new Slots(MOST_READS), patience, signal, search);
    this.reader = new LogReader(pages);
    this.appender = new Appender(this.db, pages, new Slots(MOST_APPENDS), patience, search);
    this.anywhere = new AppendAnywhere(this.appender, this.reader);
    this.follower = new Follower(this.db, this.reader, patience, signal);
  }

  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    this.assertOpen();
    if (!this.own.has(stream)) throw new InvalidAppend(`stream ${stream} is none of ours, so it would never be read`);
    const append = encodeAppend(stream, events, expected, this.options.maxAppendBytes ?? DEFAULT_MAX_APPEND_BYTES);
    const answer =
      append.expected === 'any'
        ? this.anywhere.append(append)
        : this.appender.append({ ...append, expected: append.expected });
    this.appending.add(answer);
    return answer.finally(() => this.appending.delete(answer));
  }

  override readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.reader.stream(stream, options);
  }

  override readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.reader.all(options);
  }

  override follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.follower.follow(options);
  }

  override get passedOver(): number {
    return this.reader.passedOver;
  }

  override async head(): Promise<Position | null> {
    return this.reader.head();
  }

  /** Waits for the appends that were asked for before, then disconnects. */
  override close(): Promise<void> {
    this.closed ??= this.finish();
    return this.closed;
  }

  private async finish(): Promise<void> {
    await Promise.allSettled(this.appending);
    this.closing.abort();
    await this.db.close();
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('the store is closed');
  }
}

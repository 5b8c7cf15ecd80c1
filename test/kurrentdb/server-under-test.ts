import {
  EventStoreDBClient,
  jsonEvent,
  type AppendExpectedRevision,
  type AppendToStreamOptions,
  type AppendResult,
  type EventData,
  type EventType,
  type JSONEventData,
  type RecordedEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { startStandIn, type StandIn, type StandInOptions } from './stand-in.js';

/** How a client appends: over one batch stream, or with a call for each, which it does where a call has credentials. */
export type AppendBy = 'batch' | 'call';

/** For what cannot be brought about at a real server: another clock, another leader, a restart. */
export const itOnStandIn = process.env['KURRENTDB_URL'] ? it.skip : it;

/** What a test of server semantics drives: the real client against the stand-in, or against a server of one's own. */
export class ServerUnderTest {
  private constructor(
    readonly client: EventStoreDBClient,
    private readonly url: string,
    private readonly own: StandIn | null,
  ) {}

  /** @throws where the tests run against a real server */
  get standIn(): StandIn {
    if (!this.own) throw new Error('a real server cannot be made to do this');
    return this.own;
  }

  /** Against the server that KURRENTDB_URL names; where it is unset, against a stand-in. */
  static async start(): Promise<ServerUnderTest> {
    const real = process.env['KURRENTDB_URL'];
    return real ? new ServerUnderTest(EventStoreDBClient.connectionString(real), real, null) : this.startStandIn();
  }

  /** For what only our own server can be made to do. */
  static async startStandIn(options: StandInOptions = {}): Promise<ServerUnderTest> {
    const standIn = await startStandIn(options);
    return new ServerUnderTest(EventStoreDBClient.connectionString(standIn.url), standIn.url, standIn);
  }

  async stop(): Promise<void> {
    await this.client.dispose();
    await this.own?.stop();
  }

  append(
    stream: string,
    events: EventData | EventData[],
    expectedRevision: AppendExpectedRevision,
    by: AppendBy = 'batch',
  ): Promise<AppendResult> {
    const options: AppendToStreamOptions = { expectedRevision };
    if (by === 'call') options.credentials = this.credentials();
    return this.client.appendToStream(stream, events, options);
  }

  /** Any that the server takes: a server without TLS ignores them. */
  private credentials(): { username: string; password: string } {
    const { username, password } = new URL(this.url.replace(/^esdb(\+discover)?:/, 'http:').split(',')[0] ?? '');
    return { username: username || 'admin', password: password || 'changeit' };
  }
}

/** A name that no other test has used, nor an earlier run on the same server. */
export const newStream = (): string => `test-${randomUUID()}`;

/** @param n told apart by it in what is read back */
export const event = (n: number, id: string = randomUUID(), type = 'Happened'): JSONEventData =>
  jsonEvent({ id, type, data: { n } });

export const events = (count: number): JSONEventData[] => Array.from({ length: count }, (_, n) => event(n));

export const collect = async <E extends EventType>(read: AsyncIterable<ResolvedEvent<E>>): Promise<RecordedEvent[]> => {
  const found: RecordedEvent[] = [];
  for await (const { event } of read) if (event) found.push(event);
  return found;
};

export const numbers = (found: readonly RecordedEvent[]): unknown[] =>
  found.map(({ data }) => (data as { n?: number }).n);

export const revisions = (found: readonly RecordedEvent[]): bigint[] => found.map(({ revision }) => revision);

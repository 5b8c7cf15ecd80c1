import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
  type AllStreamSubscription,
  type Position,
  type ResolvedEvent,
  type StreamSubscription,
} from '@eventstore/db-client';
import { once } from 'node:events';
import { event, events, itOnStandIn, newStream, ServerUnderTest } from './server-under-test.js';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await ServerUnderTest.start();
});
afterAll(() => server.stop());

/** What a subscription was sent, in order: the numbers of our events, 'caughtUp', and checkpoints by position. */
class Heard {
  readonly sent: (number | 'caughtUp' | 'confirmation')[] = [];
  readonly positions: bigint[] = [];
  readonly checkpoints: Position[] = [];
  failure: unknown;
  private readonly changed = new Set<() => void>();

  constructor(private readonly subscription: AllStreamSubscription | StreamSubscription) {
    const stream = subscription as AllStreamSubscription;
    stream.on('confirmation', () => this.note('confirmation'));
    stream.on('caughtUp', () => this.note('caughtUp'));
    stream.on('error', (error) => {
      this.failure = error;
      this.note();
    });
    stream.on('data', ({ event, link }: ResolvedEvent) => {
      this.positions.push((link ?? event)?.position?.commit ?? -1n);
      this.note((event?.data as { n?: number }).n);
    });
  }

  checkpoint(position: Position): void {
    this.checkpoints.push(position);
    this.note();
  }

  /** Waits until what was heard is so. */
  async until(isSo: (heard: Heard) => boolean): Promise<void> {
    while (!isSo(this)) await new Promise<void>((resolve) => this.changed.add(resolve));
  }

  async end(): Promise<void> {
    await this.subscription.unsubscribe();
  }

  get numbers(): number[] {
    return this.sent.filter((sent) => typeof sent === 'number');
  }

  private note(sent?: number | 'caughtUp' | 'confirmation'): void {
    if (sent !== undefined) this.sent.push(sent);
    for (const resolve of this.changed) resolve();
    this.changed.clear();
  }
}

const caughtUp = ({ sent }: Heard) => sent.includes('caughtUp');
const heardNumbers = (count: number) => (heard: Heard) => heard.numbers.length >= count;
/** Passes only our own stream's events. */
const only = (stream: string) => streamNameFilter({ prefixes: [stream] });

describe('a subscription to a stream', () => {
  it('is confirmed, is sent what there is, is told so, and hears what follows', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    const heard = new Heard(server.client.subscribeToStream(stream));
    await heard.until(caughtUp);
    await server.append(stream, event(3), 2n);
    await heard.until(heardNumbers(4));
    expect(heard.sent).toEqual(['confirmation', 0, 1, 2, 'caughtUp', 3]);
    await heard.end();
  });

  it('goes on after the revision it names', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    const heard = new Heard(server.client.subscribeToStream(stream, { fromRevision: 1n }));
    await heard.until(caughtUp);
    expect(heard.numbers).toEqual([2]);
    await heard.end();
  });

  // On a real server (23.10) such a subscription may miss the first append.
  it('from the end hears only what follows', async () => {
    const stream = newStream();
    await server.append(stream, events(3), 'no_stream');
    const heard = new Heard(server.client.subscribeToStream(stream, { fromRevision: END }));
    await heard.until(caughtUp);
    await server.append(stream, event(3), 2n);
    await heard.until(heardNumbers(1));
    expect(heard.numbers).toEqual([3]);
    await heard.end();
  });

  itOnStandIn('from the end of a stream that is not there yet hears nothing: nobody may rely on it', async () => {
    const [unborn, stream] = [newStream(), newStream()];
    const early = new Heard(server.client.subscribeToStream(unborn, { fromRevision: END }));
    await early.until(caughtUp);
    await server.append(unborn, event(0), 'no_stream');
    // Whoever hears of a later event would have heard of that one.
    const late = new Heard(server.client.subscribeToStream(stream));
    await server.append(stream, event(1), 'no_stream');
    await late.until(heardNumbers(1));
    expect(early.numbers).toEqual([]);
    await Promise.all([early.end(), late.end()]);
  });

  it('ends with the tombstone, at once where it stands already', async () => {
    const stream = newStream();
    await server.append(stream, event(0), 'no_stream');
    const live = new Heard(server.client.subscribeToStream(stream));
    await live.until(caughtUp);
    await server.client.tombstoneStream(stream);
    await live.until(({ failure }) => failure !== undefined);
    expect(live.failure).toMatchObject({ type: 'stream-deleted' });
    const late = new Heard(server.client.subscribeToStream(stream));
    await late.until(({ failure }) => failure !== undefined);
    expect(late.failure).toMatchObject({ type: 'stream-deleted' });
  });
});

describe('a subscription to the log', () => {
  it('goes from what there is to what follows without a gap or a double, while others append', async () => {
    const stream = newStream();
    const { position } = await server.append(stream, event(0), 'no_stream');
    for (let n = 1; n < 100; n += 1) void server.append(stream, event(n), 'any');
    const heard = new Heard(server.client.subscribeToAll({ fromPosition: position, filter: only(stream) }));
    await heard.until(caughtUp);
    for (let n = 100; n < 200; n += 1) void server.append(stream, event(n), 'any');
    await heard.until(heardNumbers(199));
    expect([...heard.numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 199 }, (_, n) => n + 1));
    expect(heard.positions).toEqual([...heard.positions].sort((a, b) => Number(a - b)));
    await heard.end();
  });

  it('goes on after the position it names', async () => {
    const stream = newStream();
    const first = await server.append(stream, event(0), 'no_stream');
    await server.append(stream, events(2), 0n);
    const heard = new Heard(server.client.subscribeToAll({ fromPosition: first.position, filter: only(stream) }));
    await heard.until(caughtUp);
    expect(heard.numbers).toEqual([0, 1]);
    await heard.end();
  });

  it('from the end, or from a position yet to come, has caught up at once', async () => {
    const stream = newStream();
    const { position } = await server.append(stream, event(0), 'no_stream');
    const beyond = (position?.commit ?? 0n) + 100_000_000n;
    const atEnd = new Heard(server.client.subscribeToAll({ fromPosition: END, filter: only(stream) }));
    const future = new Heard(
      server.client.subscribeToAll({ fromPosition: { commit: beyond, prepare: beyond }, filter: only(stream) }),
    );
    await Promise.all([atEnd.until(caughtUp), future.until(caughtUp)]);
    await server.append(stream, event(1), 0n);
    await atEnd.until(heardNumbers(1));
    // Anything at or before the position it named is left out, though it did not exist then.
    expect([atEnd.numbers, future.numbers]).toEqual([[1], []]);
    await Promise.all([atEnd.end(), future.end()]);
  });

  it.each([
    ['prefixes of stream names', (name: string) => streamNameFilter({ prefixes: [`${name}-b`, `${name}-c`] }), [2, 3]],
    [
      'a pattern anywhere in the stream name',
      (name: string) => streamNameFilter({ regex: `${name.slice(9)}-[ab]$` }),
      [1, 2],
    ],
    ['prefixes of types', (name: string) => eventTypeFilter({ prefixes: [`${name}B`] }), [2]],
    ['a pattern in the type', (name: string) => eventTypeFilter({ regex: `^${name}[AC]$` }), [1, 3]],
  ])('filters by %s', async (_, filter, passed) => {
    const name = newStream();
    const { position } = await server.append(name, event(0), 'no_stream');
    const filtered = server.client.subscribeToAll({ fromPosition: position, filter: filter(name) });
    await server.append(`${name}-a`, event(1, undefined, `${name}A`), 'no_stream');
    await server.append(`${name}-b`, event(2, undefined, `${name}B`), 'no_stream');
    await server.append(`${name}-c`, event(3, undefined, `${name}C`), 'no_stream');
    const heard = new Heard(filtered);
    await heard.until(heardNumbers(passed.length));
    expect(heard.numbers).toEqual(passed);
    await heard.end();
  });

  it('leaves out what the server writes for itself, where asked to', async () => {
    const stream = newStream();
    const { position } = await server.append(stream, event(0), 'no_stream');
    await server.client.setStreamMetadata(stream, { maxCount: 5 });
    await server.append(stream, event(1), 0n);
    const heard = new Heard(server.client.subscribeToAll({ fromPosition: position, filter: excludeSystemEvents() }));
    await heard.until(heardNumbers(1));
    expect(heard.numbers).toEqual([1]);
    await heard.end();
  });

  it('is given checkpoints where it filters, from which it could go on, though nothing passes', async () => {
    const [stream, other] = [newStream(), newStream()];
    const { position } = await server.append(other, event(0), 'no_stream');
    const checkpoints: Position[] = [];
    let more: () => void = () => {};
    const filter = streamNameFilter({
      prefixes: [stream],
      maxSearchWindow: 4,
      checkpointInterval: 2,
      checkpointReached: (_: unknown, at: Position) => {
        checkpoints.push(at);
        more();
      },
    });
    await server.append(other, events(40), 0n);
    const heard = new Heard(server.client.subscribeToAll({ fromPosition: position, filter }));
    await heard.until(caughtUp);
    const history = checkpoints.length;
    expect(history).toBeGreaterThanOrEqual(2);
    const enough = new Promise<void>((resolve) => (more = () => checkpoints.length > history && resolve()));
    for (let n = 0; n < 10; n += 1) await server.append(other, event(n), 'any');
    await enough;
    const commits = checkpoints.map(({ commit }) => commit);
    expect(commits).toEqual([...new Set(commits)].sort((a, b) => Number(a - b)));
    expect(heard.numbers).toEqual([]);
    await heard.end();

    const resumed = new Heard(server.client.subscribeToAll({ fromPosition: checkpoints.at(-1), filter: only(other) }));
    await server.append(other, event(77), 'any');
    await resumed.until(({ numbers }) => numbers.includes(77));
    await resumed.end();
  });

  it('ends without an error when it is given up', async () => {
    const subscription = server.client.subscribeToAll({ fromPosition: END });
    const heard = new Heard(subscription);
    await heard.until(caughtUp);
    const ended = once(subscription, 'end');
    await heard.end();
    await ended;
    expect(heard.failure).toBeUndefined();
  });

  // A server before 24 ends such a subscription; the adapter's following.spec.ts has that.
  itOnStandIn('loses nothing for a reader slower than the writers', async () => {
    const stream = newStream();
    const heard: number[] = [];
    const subscription = server.client.subscribeToAll({ fromPosition: END, filter: only(stream) });
    await once(subscription, 'caughtUp');
    for (let batch = 0; batch < 20; batch += 1) {
      await server.append(
        stream,
        Array.from({ length: 50 }, (_, n) => event(batch * 50 + n)),
        'any',
      );
    }
    for await (const { event } of subscription) {
      heard.push((event?.data as { n: number }).n);
      if (heard.length === 1000) break;
      if (heard.length % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(heard).toEqual(Array.from({ length: 1000 }, (_, n) => n));
  });
});

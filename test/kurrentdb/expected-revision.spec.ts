import type { AppendExpectedRevision } from '@eventstore/db-client';
import { event, events, newStream, ServerUnderTest } from './server-under-test.js';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await ServerUnderTest.start();
});
afterAll(() => server.stop());

/** Brings a stream into a state. Its last revision is 2, or it never existed. */
const STATES: Record<string, (stream: string) => Promise<unknown>> = {
  'never existed': async () => undefined,
  exists: (stream) => server.append(stream, events(3), 'no_stream'),
  'soft-deleted': async (stream) => {
    await server.append(stream, events(3), 'no_stream');
    await server.client.deleteStream(stream);
  },
  tombstoned: async (stream) => {
    await server.append(stream, events(3), 'no_stream');
    await server.client.tombstoneStream(stream);
  },
};

const wrong = (actualVersion: bigint | 'no_stream') => ({ type: 'wrong-expected-version', actualVersion });
const deleted = { type: 'stream-deleted' };

/** A bigint: it is written, and this is its revision. Else how it is refused. */
const TRUTH: [AppendExpectedRevision, Record<string, bigint | object>][] = [
  ['any', { 'never existed': 0n, exists: 3n, 'soft-deleted': 3n, tombstoned: deleted }],
  ['no_stream', { 'never existed': 0n, exists: wrong(2n), 'soft-deleted': 3n, tombstoned: deleted }],
  ['stream_exists', { 'never existed': wrong('no_stream'), exists: 3n, 'soft-deleted': deleted, tombstoned: deleted }],
  [2n, { 'never existed': wrong('no_stream'), exists: 3n, 'soft-deleted': 3n, tombstoned: deleted }],
  [1n, { 'never existed': wrong('no_stream'), exists: wrong(2n), 'soft-deleted': wrong(2n), tombstoned: deleted }],
  [3n, { 'never existed': wrong('no_stream'), exists: wrong(2n), 'soft-deleted': wrong(2n), tombstoned: deleted }],
];

const rows = TRUTH.flatMap(([expected, outcomes]) =>
  Object.entries(outcomes).map(([state, outcome]) => ({ expected, state, outcome })),
);

describe.each(['batch', 'call'] as const)('an append by %s', (by) => {
  it.each(rows)('expecting $expected of a stream that $state', async ({ expected, state, outcome }) => {
    const stream = newStream();
    await STATES[state]?.(stream);
    const appended = server.append(stream, event(7), expected, by);
    if (typeof outcome === 'bigint')
      return expect(await appended).toMatchObject({ success: true, nextExpectedRevision: outcome });
    const refusal: unknown = await appended.catch((error: unknown) => error);
    expect(refusal).toMatchObject({ ...outcome, streamName: stream });
    if ('actualVersion' in outcome) expect(refusal).toMatchObject({ expectedVersion: expected });
  });

  it('is taken at the revision that the one before answered', async () => {
    const stream = newStream();
    const first = await server.append(stream, events(2), 'no_stream', by);
    const next = await server.append(stream, event(2), first.nextExpectedRevision, by);
    expect([first.nextExpectedRevision, next.nextExpectedRevision]).toEqual([1n, 2n]);
    expect(next.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    expect(next.position?.prepare).toBe(next.position?.commit);
  });

  it('takes a stream that has only metadata for an existing one', async () => {
    const stream = newStream();
    await server.client.setStreamMetadata(stream, { maxCount: 10 });
    expect(await server.append(stream, event(0), 'stream_exists', by)).toMatchObject({ nextExpectedRevision: 0n });
  });
});

it('lets one of two appends through that start together at one revision', async () => {
  const stream = newStream();
  const both = await Promise.allSettled([
    server.append(stream, event(0), 'no_stream'),
    server.append(stream, event(1), 'no_stream'),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

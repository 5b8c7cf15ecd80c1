import type { AppendExpectedRevision, JSONEventData } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { collect, event, itOnStandIn, newStream, numbers, ServerUnderTest } from './server-under-test.js';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await ServerUnderTest.start();
});
afterAll(() => server.stop());

type Step = readonly [ids: readonly number[], expected: AppendExpectedRevision];

/** Events of this story that bear these numbers always bear the same ids. */
const story = () => {
  const ids = new Map<number, string>();
  return (n: number): JSONEventData => {
    const id = ids.get(n) ?? randomUUID();
    ids.set(n, id);
    return event(n, id);
  };
};

const sixInTurn: Step[] = [
  [[0], 'no_stream'],
  [[1], 0n],
  [[2], 1n],
  [[3], 2n],
  [[4], 3n],
  [[5], 4n],
];

/** What was appended, what is appended again, and what comes of it: the stream's numbers, or 'refused'. */
const CASES: { name: string; before: Step[]; again: Step; holds: number[] | 'refused' }[] = [
  { name: 'the first of six, as the first', before: sixInTurn, again: [[0], 'no_stream'], holds: [0, 1, 2, 3, 4, 5] },
  { name: 'the first of six, wherever', before: sixInTurn, again: [[0], 'any'], holds: [0, 1, 2, 3, 4, 5] },
  {
    name: 'the first of six, if it exists',
    before: sixInTurn,
    again: [[0], 'stream_exists'],
    holds: [0, 1, 2, 3, 4, 5],
  },
  {
    name: 'the first of six, after the last: stored twice',
    before: sixInTurn,
    again: [[0], 5n],
    holds: [0, 1, 2, 3, 4, 5, 0],
  },
  { name: 'the first of six, beyond the last', before: sixInTurn, again: [[0], 6n], holds: 'refused' },
  { name: 'the first of six, before the last', before: sixInTurn, again: [[0], 4n], holds: 'refused' },
  { name: 'an early one, where it was', before: sixInTurn, again: [[2], 1n], holds: [0, 1, 2, 3, 4, 5] },
  { name: 'two of separate appends, as one', before: sixInTurn, again: [[2, 3], 1n], holds: [0, 1, 2, 3, 4, 5] },
  { name: 'a whole append', before: [[[0, 1], 'no_stream']], again: [[0, 1], 'no_stream'], holds: [0, 1] },
  { name: 'the beginning of an append', before: [[[0, 1], 'no_stream']], again: [[0], 'no_stream'], holds: [0, 1] },
  { name: 'the end of an append', before: [[[0, 1], 'no_stream']], again: [[1], 0n], holds: [0, 1] },
  { name: 'the end of an append, wherever', before: [[[0, 1], 'no_stream']], again: [[1], 'any'], holds: [0, 1] },
  {
    name: 'an append and one more',
    before: [[[0, 1], 'no_stream']],
    again: [[0, 1, 2], 'no_stream'],
    holds: 'refused',
  },
  { name: 'an append and one more, wherever', before: [[[0, 1], 'any']], again: [[0, 1, 2], 'any'], holds: 'refused' },
  {
    name: 'one that differs in its second',
    before: [[[0, 1], 'no_stream']],
    again: [[0, 2], 'no_stream'],
    holds: 'refused',
  },
  {
    name: 'one that differs in its first',
    before: [[[0, 1], 'no_stream']],
    again: [[2, 1], 'no_stream'],
    holds: 'refused',
  },
  { name: 'a new one before an old, wherever', before: [[[0], 'any']], again: [[1, 0], 'any'], holds: [0, 1, 0] },
  { name: 'an id twice in one append: both stored', before: [], again: [[0, 0], 'no_stream'], holds: [0, 0] },
];

describe.each(['batch', 'call'] as const)('appended again by %s', (by) => {
  it.each(CASES)('$name', async ({ before, again, holds }) => {
    const stream = newStream();
    const numbered = story();
    const append = ([ids, expected]: Step) => server.append(stream, ids.map(numbered), expected, by);
    for (const step of before) await append(step);
    if (holds === 'refused') {
      await expect(append(again)).rejects.toMatchObject({ type: 'wrong-expected-version' });
      return;
    }
    expect(await append(again)).toMatchObject({ success: true });
    expect(numbers(await collect(server.client.readStream(stream)))).toEqual(holds);
  });

  it('answers with the first revision and position, whatever followed', async () => {
    const stream = newStream();
    const [a, b] = [event(0), event(1)];
    const first = await server.append(stream, [a, b], 'no_stream', by);
    await server.append(stream, event(2), 1n, by);
    expect(await server.append(stream, [a, b], 'no_stream', by)).toEqual(first);
    expect(await server.append(stream, [a, b], 'any', by)).toEqual(first);
  });
});

it('knows an id in its own stream only', async () => {
  const [here, there] = [newStream(), newStream()];
  const once = event(0);
  await server.append(here, once, 'any');
  expect(await server.append(there, once, 'any')).toMatchObject({ nextExpectedRevision: 0n });
  expect(await collect(server.client.readStream(there))).toHaveLength(1);
});

it('forgets an id of the other stream: the first place of an id is the one it knows', async () => {
  const [here, there] = [newStream(), newStream()];
  const once = event(0);
  await server.append(here, once, 'any');
  await server.append(there, once, 'any');
  expect(await server.append(there, once, 'any')).toMatchObject({ nextExpectedRevision: 1n });
  expect(await server.append(here, once, 'any')).toMatchObject({ nextExpectedRevision: 0n });
});

it('gives no position where the event can no longer be read', async () => {
  const stream = newStream();
  const first = event(0);
  await server.append(stream, first, 'no_stream');
  await server.append(stream, event(1), 0n);
  await server.client.setStreamMetadata(stream, { truncateBefore: 1 });
  expect(await server.append(stream, first, 'no_stream')).toMatchObject({
    nextExpectedRevision: 0n,
    position: undefined,
  });
});

it('does not recognise what began a soft-deleted stream again', async () => {
  const stream = newStream();
  await server.append(stream, [event(0), event(1)], 'no_stream');
  await server.client.deleteStream(stream);
  const again = event(2);
  expect(await server.append(stream, again, 'no_stream')).toMatchObject({ nextExpectedRevision: 2n });
  await expect(server.append(stream, again, 'no_stream')).rejects.toMatchObject({ type: 'wrong-expected-version' });
  expect(await server.append(stream, again, 1n)).toMatchObject({ nextExpectedRevision: 2n });
});

it('refuses a repeat once the stream is tombstoned', async () => {
  const stream = newStream();
  const once = event(0);
  await server.append(stream, once, 'no_stream');
  await server.client.tombstoneStream(stream);
  await expect(server.append(stream, once, 'no_stream')).rejects.toMatchObject({ type: 'stream-deleted' });
});

describe('after a restart or a change of leader', () => {
  itOnStandIn.each(['restart', 'change of leader'])(
    'a repeat at a number is known, one wherever is not (%s)',
    async (what) => {
      const stream = newStream();
      const once = event(0);
      await server.append(stream, once, 'no_stream');
      if (what === 'restart') await server.standIn.restart();
      else server.standIn.elect(0);
      const append = async (expected: AppendExpectedRevision) =>
        // The connection broke: the first call after it may say so.
        server.append(stream, once, expected).catch(() => server.append(stream, once, expected));
      expect(await append('no_stream')).toMatchObject({ nextExpectedRevision: 0n });
      expect(await append('any')).toMatchObject({ nextExpectedRevision: 1n });
    },
  );
});

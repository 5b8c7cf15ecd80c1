// Whatever happens to an append on its way, it ends as stored once or as an error, and a repeat by the caller is safe.
import { status } from '@grpc/grpc-js';
import { OutcomeUnknown, StoreUnavailable, WrongExpectedRevision, type EventStore } from '#event-store';
import { all, anEvent, aStream, events, idsOf, outcomeOf } from '../contract/log-under-test.js';
import type { Mishap } from '../kurrentdb/faults.js';
import { IMPATIENT, OnStandIn } from './on-stand-in.js';

let on: OnStandIn;
let store: EventStore;
beforeAll(async () => {
  on = await OnStandIn.start();
  store = on.store();
});
afterEach(() => on.server.faults.clear());
afterAll(() => on.dispose());

const MISHAPS: readonly Mishap[] = (['before', 'after'] as const).flatMap((when): Mishap[] => [
  { do: 'neverAnswer', when },
  { do: 'cut', when },
  { do: 'endQuietly', when },
  { do: 'timeOut', when },
  { do: 'delay', ms: 400, when },
  { do: 'notReady', when },
  { do: 'fail', code: status.UNAVAILABLE, when },
  { do: 'fail', code: status.CANCELLED, when },
  { do: 'fail', code: status.DEADLINE_EXCEEDED, when },
  { do: 'fail', code: status.INTERNAL, when },
  { do: 'fail', code: status.UNKNOWN, when },
]);

const LOST: readonly Mishap[] = [
  { do: 'neverAnswer', when: 'after' },
  { do: 'cut', when: 'after' },
];

describe.each([
  ['none', MISHAPS],
  [1, MISHAPS],
  ['any', LOST],
] as const)('an append at %p', (expected, mishaps) => {
  it.each(mishaps)('is stored once where the server does %j', async (mishap) => {
    const stream = aStream();
    if (expected !== 'none') await store.append(stream, events(2), 'none');
    const appended = events(3);
    on.server.faults.inject({ ...mishap, on: 'append', times: 1 });

    const answer = await store.append(stream, appended, expected);
    const read = await all(store.readStream(stream));
    expect(idsOf(read.slice(-3))).toEqual(idsOf(appended));
    expect(read).toHaveLength(expected === 'none' ? 3 : 5);
    expect(answer).toEqual({ lastRevision: read.length - 1, lastPosition: read.at(-1)?.position });
    await on.heardOut();
  });
});

it.each<Mishap>([
  { do: 'neverAnswer', when: 'after' },
  { do: 'timeOut', when: 'before' },
  { do: 'cut', when: 'before' },
])(
  'says that the outcome is unknown where the server goes on doing %j, and the repeat adds nothing',
  async (mishap) => {
    const stream = aStream();
    const appended = events(2);
    const stopMishaps = on.server.faults.inject({ ...mishap, on: 'append' });
    const hasty = on.store({ ...IMPATIENT, appendPatienceMs: 300 });
    await expect(hasty.append(stream, appended, 'none')).rejects.toThrow(OutcomeUnknown);
    stopMishaps();
    expect(await store.append(stream, appended, 'none')).toMatchObject({ lastRevision: 1 });
    expect(on.stored(stream)).toHaveLength(2);
  },
);

it('tells a conflict in doubt from its own append: another was first', async () => {
  const stream = aStream();
  await store.append(stream, events(1), 'none');
  on.server.faults.inject({ do: 'delay', ms: 300, when: 'before', on: 'append', stream, times: 1 });
  const [mine, theirs] = [events(1), events(1)];
  const losing = outcomeOf(store.append(stream, mine, 0));
  await on.store().append(stream, theirs, 0);
  expect(await losing).toBe(WrongExpectedRevision.name);
  expect(idsOf(await all(store.readStream(stream))).slice(1)).toEqual(idsOf(theirs));
});

it('finds its own append although others have appended after it', async () => {
  const stream = aStream();
  const mine = events(2);
  on.server.faults.inject({ do: 'neverAnswer', when: 'after', on: 'append', stream, times: 1 });
  const winning = store.append(stream, mine, 'none');
  const others = on.store();
  while (on.stored(stream).length < 2) await new Promise(setImmediate);
  await others.append(stream, events(1), 1);
  expect(await winning).toMatchObject({ lastRevision: 1 });
  expect(on.stored(stream)).toHaveLength(3);
});

it('finds its own append at the beginning of a stream that was deleted before', async () => {
  const stream = aStream();
  await store.append(stream, events(3), 'none');
  on.server.database.delete(stream, 'any');
  on.server.faults.inject({ do: 'neverAnswer', when: 'after', on: 'append', stream, times: 1 });
  // The server does not take this for a repeat: it answers the second attempt with a conflict.
  expect(await store.append(stream, [anEvent()], 'none')).toMatchObject({ lastRevision: 3 });
  expect(on.stored(stream)).toHaveLength(4);
});

it('says that nothing was written where no server could be reached', async () => {
  const gone = await OnStandIn.start();
  await gone.server.stop();
  const lost = gone.store({ ...IMPATIENT, appendPatienceMs: 300 });
  const attempt = lost.append(aStream(), events(1), 'none');
  await expect(attempt).rejects.toThrow(StoreUnavailable);
  await expect(attempt).rejects.toThrow(/nothing was written/);
  await gone.dispose();
});

it('goes on by itself when the server is back', async () => {
  const stream = aStream();
  await store.append(stream, events(1), 'none');
  await on.server.stop();
  const appending = store.append(stream, events(1), 0);
  const reading = all(store.readStream(stream));
  await on.server.restart();
  expect(await appending).toMatchObject({ lastRevision: 1 });
  expect((await reading).length).toBeGreaterThanOrEqual(1);
});

import { OutcomeUnknown, StoreUnavailable } from '../port/event-store.js';
import { Appender, type RevisedAppend } from './appender.js';
import { patienceOf } from './options.js';
import { Slots } from './slots.js';

const APPEND = { stream: 's', events: [], expected: 'none', bytes: 0 } as unknown as RevisedAppend;

/** A server that has written and does not say where, and whose stream is read like this. */
const appender = (ofStream: () => Promise<unknown>) =>
  new Appender(
    { append: () => Promise.resolve({ lastRevision: 0n, position: undefined }) } as never,
    { ofStream } as never,
    new Slots(5),
    patienceOf({ appendPatienceMs: 200 }),
    { begin: () => {} } as never,
  );

it('never says that nothing was written of what the server has acknowledged', async () => {
  const cut = () => Promise.reject(new StoreUnavailable('cut'));
  await expect(appender(cut).append(APPEND)).rejects.toThrow(OutcomeUnknown);
});

it('finds where it stands once the stream can be read', async () => {
  let reads = 0;
  const later = () => {
    reads += 1;
    return reads < 3 ? Promise.reject(new StoreUnavailable('cut')) : Promise.resolve({ records: [{ position: 7n }] });
  };
  expect(await appender(later).append(APPEND)).toEqual({ lastRevision: 0, lastPosition: 7n });
});

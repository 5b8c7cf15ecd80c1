import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { toIso } from '#relationship';
import { recordedHistories } from './recorded-histories.js';

const NOW = Date.UTC(2026, 5, 1);
const MINUTE = 60_000;

async function aLog() {
  const store = new MemoryEventStore();
  let clock = NOW;
  const log = new ContactLog(store, new KeyRing(':memory:'), () => clock);
  const record = async (type: string, customerId: string, at: number) => {
    clock = at + MINUTE;
    const input = { customerId, occurredAt: toIso(at) };
    expect((await log.record({ type, input, recordedBy: 'test', correlationId: 'test' })).refusals).toEqual([]);
  };
  return { store, record };
}

it('is what the log held at its position, however often it is read and whatever is recorded meanwhile', async () => {
  const { store, record } = await aLog();
  for (const customer of ['a', 'b']) await record('RelationshipOpened', customer, NOW);
  await record('CheckInHeld', 'a', NOW + 5 * MINUTE);
  const head = (await store.head()) ?? 0n;
  let events = 0;
  const histories = await recordedHistories(store, head, (read) => (events += read));
  const sizes: [string, number][] = [];
  for (const later of [10, 20]) {
    for await (const { customerId, contacts } of histories.read()) {
      sizes.push([customerId, contacts.length]);
      if (sizes.length % 2 === 1) await record('CheckInHeld', 'b', NOW + later * MINUTE);
    }
    await record('RelationshipOpened', `c-${later}`, NOW + (later + 1) * MINUTE);
  }
  expect(sizes).toEqual([
    ['a', 2],
    ['b', 1],
    ['a', 2],
    ['b', 1],
  ]);
  expect([histories.customers, histories.dataSet.until, events]).toEqual([2, NOW + 6 * MINUTE, 3]);
});

it('is empty where nothing is on record', async () => {
  const { store } = await aLog();
  const histories = await recordedHistories(store, 0n, () => {});
  expect([histories.customers, histories.dataSet.until]).toEqual([0, -Infinity]);
});

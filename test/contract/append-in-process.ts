// Appends to a log from a process of its own: append-in-process.ts FILE STREAM COUNT. Prints the last position.
// Half-way it waits until somebody else has appended, so that the two are seen to write at the same time.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { SqliteEventStore } from '#event-store';

const [file = '', stream = '', count = '0'] = process.argv.slice(2);
const store = await SqliteEventStore.open(file);
let last = 0n;
for (let i = 0; i < Number(count); i += 1) {
  if (i === Number(count) / 2) while ((await store.head()) === last) await setTimeout(1);
  const event = { id: randomUUID(), type: 'Appended', data: { i }, metadata: {} };
  last = (await store.append(stream, [event], i === 0 ? 'none' : i - 1)).lastPosition;
}
await store.close();
process.stdout.write(`${last}\n`);

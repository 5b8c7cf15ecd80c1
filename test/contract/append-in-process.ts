// Appends to a log from a process of its own: append-in-process.ts FILE STREAM COUNT. Prints the last position.
import { randomUUID } from 'node:crypto';
import { SqliteEventStore } from '#event-store';

const [file = '', stream = '', count = '0'] = process.argv.slice(2);
const store = await SqliteEventStore.open(file);
let last = 0n;
for (let i = 0; i < Number(count); i += 1) {
  const event = { id: randomUUID(), type: 'Appended', data: { i }, metadata: {} };
  last = (await store.append(stream, [event], i === 0 ? 'none' : i - 1)).lastPosition;
}
await store.close();
process.stdout.write(`${last}\n`);

// The same suite against the stand-in, or, where KURRENTDB_URL names one, against a real server.
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { KurrentEventStore } from '#event-store';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { eventStoreContract } from './event-store.contract.js';

const REAL = process.env.KURRENTDB_URL;
let standIn: StandIn | undefined;
let url = REAL ?? '';

/** Of this run alone: a server may hold what earlier runs left. */
const prefix = `contract-${randomUUID()}-`;

beforeAll(async () => {
  if (REAL === undefined) {
    standIn = await startStandIn();
    url = standIn.url;
  }
  await othersUse(url);
});

/** A server is shared as a rule, and holds tombstones. */
async function othersUse(shared: string): Promise<void> {
  const client = EventStoreDBClient.connectionString(shared);
  const [stranger, gone, left] = Array.from({ length: 3 }, () => `others-${randomUUID()}`) as [string, string, string];
  for (const stream of [stranger, gone, left])
    await client.appendToStream(stream, [
      binaryEvent({ type: 'Bytes', data: Buffer.from([0, 255]) }),
      jsonEvent({ type: 'CheckInHeld', data: { n: 1 } }),
    ]);
  await client.tombstoneStream(gone);
  await client.deleteStream(left);
  await client.dispose();
}
afterAll(() => standIn?.stop());

eventStoreContract(
  REAL === undefined ? 'kurrentdb (stand-in)' : 'kurrentdb (the server of KURRENTDB_URL)',
  async () => {
    const opened: KurrentEventStore[] = [];
    const open = () => {
      const store = new KurrentEventStore(url, { own: { prefix } });
      opened.push(store);
      return store;
    };
    return {
      store: open(),
      reopen: async () => open(),
      dispose: async () => {
        await Promise.all(opened.map((store) => store.close()));
      },
    };
  },
  {
    idsAreUniqueInLog: false,
    recognisesRepeatsOfAny: true,
    comparesRepeats: false,
    canReopen: true,
    tooManyBytes: 1024 * 1024 + 1,
  },
);

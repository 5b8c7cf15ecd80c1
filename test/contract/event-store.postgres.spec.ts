import { PostgresEventStore } from '#event-store';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { START_WITHIN_MS } from '../postgres-log/own-database.js';
import { eventStoreContract } from './event-store.contract.js';

const database = databaseNamed(import.meta.filename);
let server: PostgresServer;
let url: string;
/** Kept from test to test while none closes it: connections take longer than the tests. */
let kept: PostgresEventStore | null = null;

beforeAll(async () => {
  server = await PostgresServer.shared();
  await server.dropDatabase(database);
  url = await server.createDatabase(database);
}, START_WITHIN_MS);
afterAll(async () => {
  await kept?.close();
  await server.dropDatabase(database);
});

async function open(): Promise<PostgresEventStore> {
  const isOpen = await kept?.head().then(
    () => true,
    () => false,
  );
  return kept !== null && isOpen ? kept : (kept = await PostgresEventStore.open(url));
}

eventStoreContract(
  'postgres',
  async () => {
    const again: PostgresEventStore[] = [];
    return {
      store: await open(),
      reopen: async () => {
        await kept?.close();
        const store = await PostgresEventStore.open(url);
        again.push(store);
        return store;
      },
      dispose: async () => {
        await Promise.all(again.map((store) => store.close()));
      },
    };
  },
  {
    idsAreUniqueInLog: true,
    recognisesRepeatsOfAny: true,
    comparesRepeats: true,
    canReopen: true,
    tooManyBytes: 1024 * 1024 + 1,
  },
);

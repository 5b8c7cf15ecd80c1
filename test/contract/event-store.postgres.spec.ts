import { PostgresEventStore } from '#event-store';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { eventStoreContract } from './event-store.contract.js';

const database = databaseNamed(import.meta.filename);
let server: PostgresServer;
let url: string;

beforeAll(async () => {
  server = await PostgresServer.shared();
  await server.dropDatabase(database);
  url = await server.createDatabase(database);
});
afterAll(() => server.dropDatabase(database));

eventStoreContract(
  'postgres',
  async () => {
    const opened: PostgresEventStore[] = [];
    const open = async () => {
      const store = await PostgresEventStore.open(url);
      opened.push(store);
      return store;
    };
    return {
      store: await open(),
      reopen: open,
      dispose: async () => {
        await Promise.all(opened.map((store) => store.close()));
      },
    };
  },
  { idsAreUniqueInLog: true, recognisesRepeatsOfAny: true, canReopen: true, tooManyBytes: 1024 * 1024 + 1 },
);

// The same suite against the stand-in, or, where KURRENTDB_URL names one, against a real server.
import { KurrentEventStore } from '#event-store';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { eventStoreContract } from './event-store.contract.js';

const REAL = process.env.KURRENTDB_URL;
let standIn: StandIn | undefined;
let url = REAL ?? '';

beforeAll(async () => {
  if (REAL !== undefined) return;
  standIn = await startStandIn();
  url = standIn.url;
});
afterAll(() => standIn?.stop());

eventStoreContract(
  REAL === undefined ? 'kurrentdb (stand-in)' : 'kurrentdb (the server of KURRENTDB_URL)',
  async () => {
    const opened: KurrentEventStore[] = [];
    const open = () => {
      const store = new KurrentEventStore(url);
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
  { idsAreUniqueInLog: false, recognisesRepeatsOfAny: true, canReopen: true, tooManyBytes: 1024 * 1024 + 1 },
);

import { MemoryEventStore } from '#event-store';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract(
  'memory',
  async () => {
    const store = new MemoryEventStore();
    return { store, dispose: () => store.close() };
  },
  {
    idsAreUniqueInLog: true,
    recognisesRepeatsOfAny: true,
    comparesRepeats: true,
    canReopen: false,
    tooManyBytes: 1024 * 1024 + 1,
  },
);

import { eventStoreContract } from './event-store.contract.js';
import { SqliteFile } from './sqlite-file.js';

eventStoreContract(
  'sqlite',
  async () => {
    const file = new SqliteFile();
    return { store: await file.open(), reopen: () => file.reopen(), dispose: () => file.dispose() };
  },
  {
    idsAreUniqueInLog: true,
    recognisesRepeatsOfAny: true,
    comparesRepeats: true,
    canReopen: true,
    tooManyBytes: 1024 * 1024 + 1,
  },
);

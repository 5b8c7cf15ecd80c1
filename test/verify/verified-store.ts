import { verifyStores, type StorageSettings, type Verified } from '#deployment';
import { runDemo } from '../../apps/cli/src/demo/run-demo.js';
import { within } from '../damage/on-each-database.js';

/** A store with every kind of contact and of row, whose views are complete. */
export async function completeStore(storage: StorageSettings, customers: number): Promise<void> {
  await runDemo({ seed: 1, customers, until: null, storage });
  await within(storage, async ({ projector, relationships, views, watcher, forecasts }) => {
    await projector.catchUp();
    await relationships.refresh();
    await watcher.look();
    await projector.catchUp();
    await relationships.refresh();
    await views.relationships({ first: 1, now: Date.now(), orderBy: { field: 'LOWER_END', direction: 'ASC' } });
    await forecasts.at(Date.now());
  });
}

export const verified = (storage: StorageSettings): Promise<Verified> =>
  verifyStores(storage, { now: Date.now(), reach: () => undefined, signal: new AbortController().signal });

export const tablesIn = ({ differences }: Verified): string[] => differences.map(({ table }) => table).sort();

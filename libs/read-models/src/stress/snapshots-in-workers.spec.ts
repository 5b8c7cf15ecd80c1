import type { ExposureSource } from '../rows/exposure-changes.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Vantage } from '../snapshots/vantage.js';
import type { RelationshipsInWorkers } from './relationships-in-workers.js';
import { SnapshotsInWorkers } from './snapshots-in-workers.js';
import { StressDeskBusy } from './stress-desk.js';

const day = (asOf: number): Vantage => ({ asOf, knownAt: null, position: null, model: null });

/** Workers that note when they are let go, by the day that they hold. */
function workersOfDays() {
  const letGo: number[] = [];
  const snapshots = new Map<number, Snapshot>();
  const open = async ({ asOf }: Vantage) => {
    const at = asOf ?? 0;
    const snapshot = snapshots.get(at) ?? ({ exposures: { at }, now: () => at } as unknown as Snapshot);
    snapshots.set(at, snapshot);
    return snapshot;
  };
  const workersFor = (source: ExposureSource) =>
    ({
      retire: async () => void letGo.push((source as unknown as { at: number }).at),
    }) as unknown as RelationshipsInWorkers;
  return { inWorkers: new SnapshotsInWorkers({} as ExposureSource, { open }, () => 0, workersFor), letGo };
}

it('lets go the workers that were used longest ago, but never those that somebody holds', async () => {
  const { inWorkers, letGo } = workersOfDays();
  const [first, second] = [await inWorkers.open(day(1)), await inWorkers.open(day(2))];
  await expect(inWorkers.open(day(3))).rejects.toThrow(StressDeskBusy);
  expect(letGo).toEqual([]);
  inWorkers.release(second);
  const third = await inWorkers.open(day(3));
  expect(letGo).toEqual([2]);
  inWorkers.release(first);
  inWorkers.release(third);
  expect(await inWorkers.open(day(1))).toBe(first);
  await inWorkers.open(day(4));
  expect(letGo).toEqual([2, 3]);
});

it('keeps workers for as long as the last of several holds them', async () => {
  const { inWorkers, letGo } = workersOfDays();
  const source = await inWorkers.open(day(1));
  expect(await inWorkers.open(day(1))).toBe(source);
  inWorkers.release(source);
  const other = await inWorkers.open(day(2));
  inWorkers.hold(other);
  inWorkers.release(other);
  await expect(inWorkers.open(day(3))).rejects.toThrow(StressDeskBusy);
  inWorkers.release(source);
  await inWorkers.open(day(3));
  expect(letGo).toEqual([1]);
});

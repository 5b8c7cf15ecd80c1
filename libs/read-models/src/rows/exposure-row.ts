import type { Timeline } from '#relationship';
import { exposureOf, type Exposure, type ModelChoice } from '#trust';
import type { ExposuresTable } from '../database/database.js';
import { isAbsorbed } from './joined-id-row.js';

/** What a stress test needs to know of a relationship, from its facts only. Nothing of one that was absorbed. */
export function exposureRow(customerId: string, timeline: Timeline, models: ModelChoice): ExposuresTable {
  const { lastPosition, latestFactAt } = timeline.reach;
  // What is recorded with one of several that are joined may concern them all.
  const last = timeline.everJoined?.contacts.at(-1)?.position ?? lastPosition;
  const row = { customer_id: customerId, position: Number(last) };
  if (isAbsorbed(customerId, timeline)) return { ...row, exposure: null, matters: null };
  const model = models.activeFor(timeline.profile?.segment ?? null);
  const exposure = exposureOf(timeline, model, Math.max(0, latestFactAt));
  if (exposure === null) return { ...row, exposure: null, matters: null };
  const { matters, ...rest } = exposure;
  return { ...row, exposure: JSON.stringify(rest), matters };
}

/** A row for a worker: the customer and its exposure. Both are null if the worker must delete the customer. */
export type ExposureChange = readonly [customerId: string, exposure: string | null, matters: string | null];

export const exposureFrom = (exposure: string, matters: string): Exposure => ({
  ...(JSON.parse(exposure) as Omit<Exposure, 'matters'>),
  matters,
});

import { declares, type Timeline } from '#relationship';
import { exposureOf, type Exposure, type ModelChoice } from '#trust';
import type { ExposuresTable } from '../database/database.js';

/** What a stress test needs to know of a relationship, from its facts only. */
export function exposureRow(timeline: Timeline, models: ModelChoice): ExposuresTable {
  let [lastAt, position] = [0, 0];
  for (const contact of timeline.recorded()) {
    if (Number(contact.position) > position) position = Number(contact.position);
    if (contact.at > lastAt && !declares(contact.type, 'marker')) lastAt = contact.at;
  }
  const row = { customer_id: timeline.customerId, position };
  const exposure = exposureOf(timeline, models.activeFor(timeline.profile?.segment ?? null), lastAt);
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

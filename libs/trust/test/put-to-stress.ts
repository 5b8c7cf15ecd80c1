import { timelineAsOf, type RecordedContact } from '#relationship';
import { exposureOf, stressTest, TRUST_BETA_1, type Exposure, type StressLine } from '../src/index.js';
import type { Case } from './stressed.js';

export const TOLERANCE = 1e-9;

export const exposed = (log: readonly RecordedContact[], asOf: number, model = TRUST_BETA_1): Exposure | null =>
  exposureOf(timelineAsOf(log, { asOf, knownAt: Infinity }), model, asOf);

/** The line of one relationship; null where it is not concerned, or not served. */
export function lineOf({ log, asOf, scenario, model }: Case): StressLine | null {
  const exposure = exposed(log, asOf, model);
  return exposure === null ? null : (stressTest([exposure], { scenario, asOf, models: [model] }).lines[0] ?? null);
}

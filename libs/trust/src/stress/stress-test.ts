import type { Exposure } from './exposure.js';
import { type StressAsked, StressTally, type StressTest } from './stress-tally.js';

/**
 * Runs a stress test over a portfolio. Each relationship is computed alone, from its evidence and the due times that the
 * scenario makes pass unmet. So the calls of all relationships together are the fewest that keep every band that can be
 * kept, where every `search` is ALL. Results for parts of a portfolio can be merged: see mergeStress.
 * @throws RangeError when an exposure is of a model that was not given, or later than `asOf`
 */
export function stressTest(exposures: Iterable<Exposure>, asked: StressAsked): StressTest {
  const tally = new StressTally(asked);
  for (const exposure of exposures) tally.add(exposure);
  return tally.result();
}

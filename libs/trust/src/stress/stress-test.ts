import type { Exposure } from './exposure.js';
import { type StressAsked, StressTally, type StressTest } from './stress-tally.js';

/**
 * Puts a book to stress. Every relationship is read by its evidence, with the due times that the scenario makes pass
 * unmet among it, each alone: so the calls of all together are the fewest that keep every one that can be kept in its
 * band, where `search` of each says ALL. A part of a book gives a part of the answer: see mergeStress.
 * @throws RangeError when an exposure is of a model that was not given, or later than `asOf`
 */
export function stressTest(book: Iterable<Exposure>, asked: StressAsked): StressTest {
  const tally = new StressTally(asked);
  for (const exposure of book) tally.add(exposure);
  return tally.result();
}

import { chanceOf } from '../../test/planted-histories.js';
import { clustersOf, resampled } from './bootstrap.js';
import { aucOf, Ranking } from './ranking.js';
import { resampledAuc } from './resampled-auc.js';

const chance = chanceOf(8);
const CUSTOMERS = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'd', 'e', 'f', 'f', 'f'];
const risk = CUSTOMERS.map(() => Math.floor(chance() * 5));
const bad = CUSTOMERS.map(() => chance() < 0.5);
const week = CUSTOMERS.map(() => Math.floor(chance() * 2));

/** Every pair, one by one: of two customers as often as both were drawn, of one as often as it was. */
function oneByOne(drawn: readonly number[], stratum?: readonly number[]): number | null {
  const clusters = clustersOf(CUSTOMERS);
  let [pairs, won] = [0, 0];
  for (const worse of bad.keys())
    for (const better of bad.keys()) {
      if (!bad[worse] || bad[better] || stratum?.[worse] !== stratum?.[better]) continue;
      const [one, other] = [clusters[worse] ?? 0, clusters[better] ?? 0];
      const times = one === other ? (drawn[one] ?? 0) : (drawn[one] ?? 0) * (drawn[other] ?? 0);
      pairs += times;
      won += times * ((risk[worse] ?? 0) > (risk[better] ?? 0) ? 1 : risk[worse] === risk[better] ? 0.5 : 0);
    }
  return pairs === 0 ? null : won / pairs;
}

it.each([undefined, week])(
  'counts the pairs of a customer that is drawn twice two times, not four times',
  (stratum) => {
    const resampling = { customers: CUSTOMERS, rounds: 60, seed: 3 };
    const resamples = Array.from(resampled(clustersOf(CUSTOMERS), 60, 3), ({ drawn }) => [...drawn]);
    const found = resampledAuc(risk, bad, resampling, stratum);
    expect(found).toHaveLength(60);
    for (const [round, drawn] of resamples.entries()) {
      const expected = oneByOne(drawn, stratum);
      if (expected === null) expect(found[round]).toBeNull();
      else expect(found[round]).toBeCloseTo(expected, 12);
    }
  },
);

it('is nearer to the AUC itself than if copies of a customer were compared with each other', () => {
  // Customers are told apart well, but what comes of one of them is told the wrong way round.
  const customers = Array.from({ length: 200 }, (_, index) => `c-${index % 10}`);
  const outcomes = customers.map((_, index) => chance() < 0.1 + 0.08 * (index % 10));
  const risks = customers.map((_, index) => (index % 10) - (outcomes[index] ? 0.5 : 0));
  const meanOf = (resamples: readonly (number | null)[]) =>
    resamples.reduce<number>((sum, each) => sum + (each ?? 0), 0) / resamples.length;
  const value = aucOf(risks, outcomes) ?? 0;
  const ranking = new Ranking(risks, outcomes);
  const copies = Array.from(resampled(clustersOf(customers), 2_000, 5), ({ weights }) => ranking.auc(weights));
  const ours = resampledAuc(risks, outcomes, { customers, rounds: 2_000, seed: 5 });
  expect(Math.abs(meanOf(ours) - value)).toBeLessThan(Math.abs(meanOf(copies) - value));
});

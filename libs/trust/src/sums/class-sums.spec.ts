import fc from 'fast-check';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { assessWeighed } from '../assessment/assess-entries.js';
import { sumAt } from '../evidence/run.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { intervalFromSums, pointsByClass, readSums } from './class-sums.js';

const aModel = fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3);

it('reads of the sums what assessing the entries says, to 1e-9', () => {
  fc.assert(
    fc.property(anyHistory, anyTime, anyPrior, aModel, (entries, asOf, prior, model) => {
      const weighed = weigh(entries, model);
      const sums = new Float64Array(model.classes.size);
      for (const run of weighed.runs) sums[run.class.index] = sumAt(run, asOf);
      const assessed = assessWeighed(weighed, asOf, { prior });
      const read = readSums(sums, model, { prior });
      expect(read.band).toBe(assessed.band);
      for (const figure of ['score', 'mean', 'uncertainty', 'prior', 'cap'] as const)
        expect(Math.abs(read[figure] - assessed[figure])).toBeLessThan(1e-9);
      assessed.dimensions.forEach(({ score }, d) => {
        expect(Math.abs((read.dimensions[d] ?? NaN) - score)).toBeLessThan(1e-9);
      });
      expect(intervalFromSums(sums, model, { prior })).toEqual(assessed.interval);

      const points = pointsByClass(sums, model, { prior });
      for (const each of model.classes.values()) {
        const single = assessed.contributions.filter(({ entry }) => entry.class === each.name);
        const total = single.reduce((sum, contribution) => sum + contribution.points, 0);
        expect(Math.abs((points[each.index] ?? NaN) - total)).toBeLessThan(1e-9);
      }
    }),
  );
});

it('says the prior where there is no evidence', () => {
  const none = new Float64Array(TRUST_BETA_1.classes.size);
  expect(readSums(none, TRUST_BETA_1, { prior: 40 })).toMatchObject({ score: 40, prior: 40, cap: 0 });
  expect(pointsByClass(none, TRUST_BETA_1).every((points) => points === 0)).toBe(true);
});

import fc from 'fast-check';
import { exposed, lineOf, TOLERANCE } from '../../test/put-to-stress.js';
import { anyCase, directlyStrained, directStrain, type Case } from '../../test/stressed.js';
import { assess } from '../assessment/assess.js';
import type { PortfolioFilter } from './portfolio-filter.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { TRUST_BANDS } from '../score/band.js';
import type { Exposure } from './exposure.js';
import { mergeStress, type StressSummary } from './merge-stress.js';
import { byPointsLost } from './stress-line.js';
import { stressTest } from './stress-test.js';

describe('a relationship put to stress', () => {
  it('is before, by time alone and after what assessing all of it gives', () => {
    let [tried, concerned] = [0, 0];
    fc.assert(
      fc.property(anyCase, (each) => {
        const { log, asOf, scenario, model: by } = each;
        fc.pre(exposed(log, asOf, by) !== null);
        tried += 1;
        const [line, strain] = [lineOf(each), directStrain(each)];
        expect(line === null).toBe(strain === null);
        if (line === null || strain === null) return;
        concerned += 1;
        expect(line.until).toBe(strain.until);
        expect(line.lapses).toBe(strain.lapses.size);
        const [before, unstrained, after] = [
          assess(log, { asOf, knownAt: Infinity, model: by }),
          directlyStrained(each, { ...strain, lapses: new Set() }),
          directlyStrained(each, strain),
        ];
        expect(Math.abs(line.before.score - (before?.score ?? NaN))).toBeLessThan(TOLERANCE);
        expect(Math.abs(line.unstrained.score - unstrained.score)).toBeLessThan(TOLERANCE);
        expect(Math.abs(line.after.score - after.score)).toBeLessThan(TOLERANCE);
        expect([line.before.band, line.unstrained.band, line.after.band]).toEqual([
          before?.band,
          unstrained.band,
          after.band,
        ]);
        expect(line.lost).toBe(line.before.score - line.after.score);
        if (scenario.is === 'OWNER_SILENT') {
          const facts = log.filter(({ at, type }) => at <= asOf || type === 'ContactRetracted');
          const waited = assess(facts, { asOf: line.until, knownAt: Infinity, model: by });
          expect(Math.abs(line.after.score - (waited?.score ?? NaN))).toBeLessThan(TOLERANCE);
        }
      }),
      { numRuns: 400 },
    );
    expect(concerned).toBeGreaterThan(tried / 8);
  });
});

const aFilter: fc.Arbitrary<PortfolioFilter> = fc.record(
  {
    owner: fc.constantFrom('ada', 'bea', null),
    segment: fc.constantFrom('s1', 's2', null),
    band: fc.constantFrom(...TRUST_BANDS, null),
  },
  { requiredKeys: [] },
);

describe('a book', () => {
  const book = (cases: readonly Case[], asOf: number) =>
    cases.flatMap(({ log }, index) => {
      const exposure = exposed(log, asOf);
      return exposure === null
        ? []
        : [{ ...exposure, customerId: `c${index}`, segment: index % 3 === 0 ? null : `s${index % 3}` }];
    });

  it('is the same in parts as in one, however it is parted', () =>
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 8 }), fc.nat({ max: 8 }), (cases, cut) => {
        const { asOf, scenario } = cases[0] as Case;
        const all = book(cases, asOf);
        const run = (part: readonly Exposure[]) => stressTest(part, { scenario, asOf, models: [model] });
        const parts = [run(all.slice(0, cut)), run(all.slice(cut)), run([])];
        const [whole, merged] = [run(all), mergeStress(parts)];
        expect(parts.flatMap(({ lines }) => lines).sort(byPointsLost)).toEqual(whole.lines);
        expect([merged.looked, merged.models]).toEqual([all.length, whole.models]);
        const groups = (of: StressSummary) => [of.totals, ...of.byOwner.values(), ...of.bySegment.values()];
        expect(groups(merged).map(({ concerned, fell, calls }) => [concerned, fell, calls])).toEqual(
          groups(whole).map(({ concerned, fell, calls }) => [concerned, fell, calls]),
        );
        expect(Math.abs(merged.totals.lost - whole.totals.lost)).toBeLessThan(TOLERANCE);
        const bySegment = [...whole.bySegment.values()];
        expect(bySegment.reduce((sum, { concerned }) => sum + concerned, 0)).toBe(whole.lines.length);
      }),
      { numRuns: 60 },
    ));

  it('is narrowed by who answers, by segment and by band, as if the others were not there', () =>
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 8 }), aFilter, (cases, filter) => {
        const { asOf, scenario } = cases[0] as Case;
        const all = book(cases, asOf).map((each, index) => ({ ...each, owner: index % 2 === 0 ? 'ada' : 'bea' }));
        const part = all.filter((each) => {
          const { owner, segment } = each;
          const silence = { is: 'OWNER_SILENT', owner: owner, days: 0 } as const;
          const [line] = stressTest([each], { scenario: silence, asOf, models: [model] }).lines;
          const is = { owner, segment, band: line?.before.band };
          return (['owner', 'segment', 'band'] as const).every((name) => (filter[name] ?? is[name]) === is[name]);
        });
        const asked = { scenario, asOf, models: [model] };
        expect(stressTest(all, { ...asked, filter })).toEqual(stressTest(part, asked));
      }),
      { numRuns: 60 },
    ));
});

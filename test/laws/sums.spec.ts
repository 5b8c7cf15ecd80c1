import fc from 'fast-check';
import { assess, TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3, type Assessment } from '#trust';
import { aLog, aMoment } from './histories.js';

describe.each([TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3])('$id', (model) => {
  const everyAssessment = (judge: (assessment: Assessment) => void) =>
    fc.assert(
      fc.property(aLog, aMoment, (log, asOf) => {
        const assessment = assess(log, { asOf, knownAt: Infinity, model });
        fc.pre(assessment !== null);
        judge(assessment);
      }),
      { numRuns: 200 },
    );

  it('prior, contributions and cap sum to the score', () =>
    everyAssessment(({ prior, contributions, cap, score }) => {
      const sum = contributions.reduce((total, { points }) => total + points, prior + cap);
      expect(Math.abs(sum - score)).toBeLessThan(1e-9);
    }));

  it('the score lies from 0 to 100, and the interval holds it unless the cap bites', () => {
    let [judged, uncapped] = [0, 0];
    everyAssessment(({ score, cap, interval }) => {
      judged += 1;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      expect(cap).toBeLessThanOrEqual(0);
      if (cap < 0) return;
      uncapped += 1;
      expect(interval.low).toBeLessThanOrEqual(score);
      expect(interval.high).toBeGreaterThanOrEqual(score);
    });
    expect(uncapped).toBeGreaterThan(judged / 2);
  });
});

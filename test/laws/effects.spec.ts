import fc from 'fast-check';
import { timelineAsOf, type NoEvidence } from '#relationship';
import { assessTimeline, contactEffects, TRUST_BETA_1, TRUST_BETA_2 } from '#trust';
import { aLog, aMoment } from './histories.js';

describe.each([TRUST_BETA_1, TRUST_BETA_2])('$id', (model) => {
  it('each contact is evidence or says why not, never both, and all points sum to the score', () => {
    const met = new Set<NoEvidence>();
    fc.assert(
      fc.property(aLog, aMoment, (log, asOf) => {
        const timeline = timelineAsOf(log, { asOf, knownAt: Infinity });
        const assessment = assessTimeline(timeline, asOf, model);
        fc.pre(assessment !== null);
        const effectOf = contactEffects(timeline, assessment.contributions, model);
        let sum = assessment.prior + assessment.cap;
        let pieces = 0;
        for (const { id } of timeline.recorded()) {
          const { contributions, points, whyNone } = effectOf(id);
          expect(contributions.length > 0).toBe(whyNone === null);
          expect(contributions.every(({ entry }) => entry.causeEventId === id)).toBe(true);
          if (whyNone !== null) met.add(whyNone);
          sum += points;
          pieces += contributions.length;
        }
        expect(Math.abs(sum - assessment.score)).toBeLessThan(1e-9);
        expect(pieces).toBe(assessment.contributions.length);
      }),
      { numRuns: 200 },
    );
    expect(met.size).toBeGreaterThan(10);
  });
});

import fc from 'fast-check';
import { anyHistory, anyPrior } from '../../test/histories.js';
import { kindsAmong } from '../../../../test/kit/examples.js';
import { DAY, entry } from '../../test/planted.js';
import { type Weighed, weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import type { PriorChoice } from '../score/prior.js';
import { scoreAt } from '../score/score-at.js';
import { nextReassessment } from './next-reassessment.js';

const model = TRUST_BETA_1;
const now = fc.integer({ min: -DAY, max: 1000 * DAY });

/** Times from `from` up to just before `until`: evenly spread, and crowded towards both ends. */
function* sampled(from: number, until: number, count: number) {
  for (let i = 0; i < count; i++) {
    const part = i / count;
    yield Math.floor(from + (until - from) * part);
    yield Math.floor(from + (until - from) * part ** 8);
    yield Math.max(from, Math.floor(until - 1 - (until - from) * part ** 8));
  }
}

function departures(weighed: Weighed, from: number, until: number, prior: PriorChoice, count = 100): number[] {
  const stored = scoreAt(weighed, from, prior);
  return [...sampled(from, until, count)].filter((time) => {
    const { score, band } = scoreAt(weighed, time, prior);
    return Math.abs(score - stored.score) > 0.1 + 1e-9 || band !== stored.band;
  });
}

describe.each([TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3])('$id', (each) => {
  it('holds the score within 0.1 point and in its band until then', () => {
    fc.assert(
      fc.property(anyHistory, now, anyPrior, (entries, from, prior) => {
        const weighed = weigh(entries, each);
        const next = nextReassessment(weighed, from, { prior });
        if (next !== null) expect(next.at).toBeGreaterThan(from);
        expect(departures(weighed, from, next?.at ?? from + 40_000 * DAY, { prior })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

it('is not before it must', () => {
  fc.assert(
    fc.property(anyHistory, now, anyPrior, (entries, from, prior) => {
      const weighed = weigh(entries, model);
      const next = nextReassessment(weighed, from, { prior });
      const stored = scoreAt(weighed, from, { prior });
      if (next?.because === 'BAND') expect(scoreAt(weighed, next.at, { prior }).band).not.toBe(stored.band);
      if (next?.because === 'ENTRY') expect(weighed.entries.some(({ entry: { at } }) => next.at - at <= 1)).toBe(true);
      if (next?.because === 'DRIFT') {
        const drifts = [0, 60_000].map((ms) =>
          Math.abs(scoreAt(weighed, next.at + ms, { prior }).score - stored.score),
        );
        expect(Math.max(...drifts)).toBeGreaterThan(0.0999);
      }
    }),
    { numRuns: 200 },
  );
});

it('is for each of its reasons among the examples', () => {
  const examples = fc.tuple(anyHistory, now, anyPrior);
  const reasons = kindsAmong(examples, 500, ([entries, from, prior]) => {
    const next = nextReassessment(weigh(entries, model), from, { prior });
    return next === null ? [] : [next.because];
  });
  expect(reasons).toEqual(['BAND', 'DRIFT', 'ENTRY']);
});

it('walks a row from assessment to assessment without ever being wrong in between', () => {
  fc.assert(
    fc.property(anyHistory, anyPrior, (entries, prior) => {
      const weighed = weigh(entries, model);
      let from = -DAY;
      for (let step = 0; step < 60; step++) {
        const next = nextReassessment(weighed, from, { prior });
        expect(departures(weighed, from, next?.at ?? from + 40_000 * DAY, { prior }, 30)).toEqual([]);
        if (next === null) break;
        from = next.at;
      }
    }),
    { numRuns: 50 },
  );
});

it('is never for a relationship without evidence', () => {
  expect(nextReassessment(weigh([], model), 0)).toBeNull();
});

it('is never once nothing is left to move the score', () => {
  expect(nextReassessment(weigh([entry('misstatement', 0)], model), 0)).not.toBeNull();
  expect(nextReassessment(weigh([entry('misstatement', 0)], model), 40_000 * DAY)).toBeNull();
});

it('is when the next entry comes to count, after its time for a lapse', () => {
  const lapse = entry('update_owed_not_sent', 3, { lapse: true });
  expect(nextReassessment(weigh([lapse], model), 0)).toEqual({ at: 3 * DAY + 1, because: 'ENTRY' });
  expect(nextReassessment(weigh([lapse], model), 3 * DAY)).toEqual({ at: 3 * DAY + 1, because: 'ENTRY' });
  expect(nextReassessment(weigh([entry('check_in', 3)], model), 0)).toEqual({ at: 3 * DAY, because: 'ENTRY' });
});

it('is to the millisecond where silence ends what is known', () => {
  const weighed = weigh([entry('need_fulfilled', 0)], model);
  const tolerancePoints = 100;
  const next = nextReassessment(weighed, 0, { tolerancePoints });
  expect(next?.because).toBe('BAND');
  expect(scoreAt(weighed, (next?.at ?? 0) - 1).band).toBe('HEALTHY');
  expect(scoreAt(weighed, next?.at ?? 0).band).toBe('INSUFFICIENT_EVIDENCE');
});

it('comes in a minute, not at once, however steep the score', () => {
  const steep = parseModel({
    ...model.document,
    classes: { spark: { halfLifeDays: 1e-4, saturatesAt: null, weights: { candour: -4 }, recovers: false } },
  });
  const weighed = weigh(
    Array.from({ length: 9 }, () => entry('spark', 0)),
    steep,
  );
  expect(Math.abs(scoreAt(weighed, 1_000).score - scoreAt(weighed, 0).score)).toBeGreaterThan(0.001);
  const next = nextReassessment(weighed, 0, { tolerancePoints: 0.001 });
  expect(next?.because).toBe('DRIFT');
  expect(next?.at).toBeGreaterThan(30_000);
});

import fc from 'fast-check';
import { directScore } from '../../test/direct-formula.js';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import { scoreAt } from './score-at.js';

const fresh = weigh([], TRUST_BETA_1);

describe.each([TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3])('$id', (model) => {
  it('is the formula as it is written, at any time', () => {
    fc.assert(
      fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, prior) => {
        const direct = directScore(entries, asOf, model, prior ?? undefined);
        const scored = scoreAt(weigh(entries, model), asOf, { prior });
        expect(Math.abs(scored.score - direct.score)).toBeLessThan(1e-9);
        expect(Math.abs(scored.mean - direct.mean)).toBeLessThan(1e-9);
        expect(Math.abs(scored.uncertainty - direct.uncertainty)).toBeLessThan(1e-9);
      }),
    );
  });

  it('lies from 0 to 100', () => {
    fc.assert(
      fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, prior) => {
        const { score } = scoreAt(weigh(entries, model), asOf, { prior });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('does not depend on the order of arrival, to the last bit', () => {
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.nat()), anyTime, (entries, chance, asOf) => {
        const shuffled = entries.map((each) => [chance.next().value as number, each] as const);
        const arrived = shuffled.toSorted(([a], [b]) => a - b).map(([, each]) => each);
        expect(scoreAt(weigh(inOrder(...arrived), model), asOf)).toEqual(scoreAt(weigh(entries, model), asOf));
      }),
    );
  });
});

it('counts a lapse only after its time, all else from its time on', () => {
  const missed = entry('expectation_missed_unannounced', 10, { lapse: true });
  const kept = entry('expectation_kept', 10);
  const at = (ms: number, ...entries: (typeof kept)[]) => scoreAt(weigh(entries, TRUST_BETA_1), ms).score;

  expect(at(10 * DAY - 1, kept)).toBe(scoreAt(fresh, 0).score);
  expect(at(10 * DAY, kept)).toBeCloseTo(73, 10);
  expect(at(10 * DAY, missed)).toBe(scoreAt(fresh, 0).score);
  expect(at(10 * DAY + 1, missed)).toBeLessThan(60);
});

it('tells a lapse from a fact of the same class at the same instant', () => {
  const lapse = entry('expectation_missed_unannounced', 10, { lapse: true, causeEventId: 'a' });
  const fact = entry('expectation_missed_unannounced', 10, { lapse: false, causeEventId: 'b' });
  const both = weigh(inOrder(lapse, fact), TRUST_BETA_1);
  expect(scoreAt(both, 10 * DAY)).toEqual(scoreAt(weigh([fact], TRUST_BETA_1), 10 * DAY));
  expect(scoreAt(both, 10 * DAY + 1).score).toBeLessThan(scoreAt(both, 10 * DAY).score - 5);
});

it('neither overflows nor underflows over a century of the shortest half-life', () => {
  const apologies = [0, 36_500].map((day) => entry('apology', day));
  const { score } = scoreAt(weigh(apologies, TRUST_BETA_1), 36_500 * DAY);
  expect(score).toBe(scoreAt(weigh([entry('apology', 36_500)], TRUST_BETA_1), 36_500 * DAY).score);
  expect(scoreAt(weigh(apologies, TRUST_BETA_1), 100_000 * DAY).score).toBeCloseTo(70, 12);
});

it.each([
  [{ prior: 5 }, 5],
  [{ prior: 95, segment: 'partner' }, 95],
  [{ segment: 'partner' }, 61],
  [{ segment: 'constructor' }, 70],
  [{ segment: null, prior: null }, 70],
])('starts %j from %f points', (prior, score) => {
  const partner = { candour: 0.6, reliability: 0.6, responsiveness: 0.6, care: 0.65 };
  const model = parseModel({ ...TRUST_BETA_1.document, priorsBySegment: { partner } });
  expect(scoreAt(weigh([], model), 0, prior).score).toBeCloseTo(score, 10);
});

it.each([4.9, 95.1, NaN])('refuses a prior of %f points', (prior) => {
  expect(() => scoreAt(fresh, 0, { prior })).toThrow(
    new RangeError(`a prior must be from 5 to 95 points, not ${prior}`),
  );
});

it('has a band only with enough evidence', () => {
  const kept = (n: number) => Array.from({ length: n }, (_, day) => entry('expectation_kept', day));
  expect(scoreAt(fresh, 0).band).toBe('INSUFFICIENT_EVIDENCE');
  expect(scoreAt(weigh(kept(9), TRUST_BETA_1), 10 * DAY).band).toBe('HEALTHY');
  expect(scoreAt(weigh([entry('withdrawn', 0)], TRUST_BETA_1), 0).band).toBe('WATCH');
  expect(scoreAt(weigh([entry('misstatement', 0)], TRUST_BETA_1), 0).band).toBe('AT_RISK');
});

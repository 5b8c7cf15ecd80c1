import fc from 'fast-check';
import { anyHistory, anyPrior } from '../../test/histories.js';
import { kindsAmong } from '../../../../test/kit/examples.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { emptyTally } from '../evidence/tally.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import { scoreAt } from '../score/score-at.js';
import { bandChanges, firstBandChange } from './band-change.js';
import type { Curve } from './curve.js';

const model = TRUST_BETA_1;
const window = fc
  .tuple(fc.integer({ min: -DAY, max: 1000 * DAY }), fc.integer({ min: 0, max: 500 * DAY }))
  .map(([from, length]) => [from, from + length] as const);

it('names every instant at which the band becomes another, to the millisecond', () => {
  fc.assert(
    fc.property(anyHistory, window, anyPrior, (entries, [from, until], prior) => {
      const weighed = weigh(entries, model);
      const bandAt = (time: number) => scoreAt(weighed, time, { prior }).band;
      const inAnother = (band: string, first: number, last: number) =>
        Array.from({ length: 100 }, (_, i) => Math.floor(first + ((last - first) * i) / 100)).find(
          (time) => bandAt(time) !== band,
        );
      let [band, since] = [bandAt(from), from];
      for (const change of bandChanges(weighed, from, until, { prior })) {
        expect(change.at).toBeGreaterThan(since);
        expect(change).toEqual({ at: change.at, from: bandAt(change.at - 1), to: bandAt(change.at) });
        expect(change.from).toBe(band);
        expect(inAnother(band, since, change.at)).toBeUndefined();
        [band, since] = [change.to, change.at];
      }
      expect(since).toBeLessThanOrEqual(until);
      expect(inAnother(band, since, until + 1)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

it('has from none to several among the examples', () => {
  const counts = kindsAmong(fc.tuple(anyHistory, window, anyPrior), 200, ([entries, [from, until], prior]) => [
    String(Math.min(2, [...bandChanges(weigh(entries, model), from, until, { prior })].length)),
  ]);
  expect(counts).toEqual(['0', '1', '2']);
});

it('sees a due time pass and the silence after it', () => {
  const kept = Array.from({ length: 6 }, (_, day) => entry('expectation_kept', day));
  const missed = Array.from({ length: 3 }, () => entry('expectation_missed_unannounced', 20, { lapse: true }));
  const changes = bandChanges(weigh(inOrder(...kept, ...missed), model), 10 * DAY, 3000 * DAY);
  expect(changes.map(({ from, to }) => `${from} > ${to}`)).toEqual([
    'HEALTHY > AT_RISK',
    'AT_RISK > WATCH',
    'WATCH > INSUFFICIENT_EVIDENCE',
  ]);
  expect(changes[0]?.at).toBe(20 * DAY + 1);
});

it('leaves out the start of the window and takes in its end', () => {
  const weighed = weigh([entry('misstatement', 5)], model);
  const change = { at: 5 * DAY, from: 'INSUFFICIENT_EVIDENCE', to: 'AT_RISK' };
  expect(bandChanges(weighed, 0, 5 * DAY)).toEqual([change]);
  expect(bandChanges(weighed, 5 * DAY - 1, 6 * DAY)).toEqual([change]);
  expect(bandChanges(weighed, 5 * DAY, 6 * DAY)).toEqual([]);
  expect(bandChanges(weighed, 0, 5 * DAY - 1)).toEqual([]);
});

it.each([
  ['dip', 1, 'HEALTHY > WATCH', 'WATCH > HEALTHY'],
  ['hump', -1, 'WATCH > HEALTHY', 'HEALTHY > WATCH'],
])('finds a %s of hours in a window of years', (_, sign, ...expected) => {
  // What fades in a day hides what fades in ten and says the opposite: in between, for a while, that shows.
  const of = (halfLifeDays: number, candour: number) => ({
    halfLifeDays,
    saturatesAt: null,
    weights: { candour },
    recovers: false,
  });
  const withHealthyFrom = (healthy: number) =>
    parseModel({
      ...model.document,
      bands: { healthy, watch: 0.5, insufficientAbove: 1 },
      classes: { brief: of(1, sign), lasting: of(10, -0.2 * sign) },
    });
  const entries = [entry('brief', 0), entry('lasting', 0)];
  const weighed = weigh(entries, withHealthyFrom(0.72));
  const means = Array.from({ length: 2000 }, (__, i) => scoreAt(weighed, (i * DAY) / 100).mean);
  const turn = sign > 0 ? Math.min(...means) : Math.max(...means);

  const changes = bandChanges(weigh(entries, withHealthyFrom(turn + sign * 1e-7)), 0, 3000 * DAY);
  expect(changes.map(({ from, to }) => `${from} > ${to}`)).toEqual(expected);
  expect((changes[1]?.at ?? Infinity) - (changes[0]?.at ?? 0)).toBeLessThan(DAY / 4);
  expect(bandChanges(weigh(entries, withHealthyFrom(turn - sign * 1e-7)), 0, 3000 * DAY)).toEqual([]);
});

it('does not search for ever where trust rests on a threshold', () => {
  let looks = 0;
  const tally = emptyTally();
  const resting: Curve = {
    model,
    at: (asOf) => {
      looks += 1;
      return { asOf, tally, estimate: { expected: model.priors, mean: 0.72, trust: 0.72, uncertainty: 0.5 } };
    },
    between: () => ({
      lowestTrust: 0.72 - 1e-15,
      highestTrust: 0.72 + 1e-15,
      lowestUncertainty: 0.5,
      highestUncertainty: 0.5,
    }),
  };
  expect(firstBandChange(resting, 0, 300 * DAY)).toBeNull();
  expect(looks).toBeLessThan(100);
});

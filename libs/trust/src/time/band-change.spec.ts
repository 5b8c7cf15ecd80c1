import fc from 'fast-check';
import { anyHistory, anyPrior } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import { scoreAt } from '../score/score-at.js';
import { bandChanges } from './band-change.js';

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

it('settles where the score comes to rest on a threshold itself', () => {
  const balanced = [entry('expectation_kept', 0), entry('check_in', 0), entry('expectation_missed_forewarned', 0)];
  const changes = bandChanges(weigh(balanced, model), 0, 60_000 * DAY, { prior: 72 });
  expect(changes.length).toBeLessThan(5);
});

it('finds a dip of hours in a window of years', () => {
  // A gain that fades in a day hides a loss that fades in ten: in between, for a while, the loss shows.
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
      classes: { brief: of(1, 1), lasting: of(10, -0.2) },
    });
  const entries = [entry('brief', 0), entry('lasting', 0)];
  const weighed = weigh(entries, withHealthyFrom(0.72));
  const lowest = Math.min(...Array.from({ length: 2000 }, (_, i) => scoreAt(weighed, (i * DAY) / 100).mean));

  const changes = bandChanges(weigh(entries, withHealthyFrom(lowest + 1e-7)), 0, 3000 * DAY);
  expect(changes.map(({ from, to }) => `${from} > ${to}`)).toEqual(['HEALTHY > WATCH', 'WATCH > HEALTHY']);
  expect((changes[1]?.at ?? Infinity) - (changes[0]?.at ?? 0)).toBeLessThan(DAY / 4);
  expect(bandChanges(weigh(entries, withHealthyFrom(lowest - 1e-7)), 0, 3000 * DAY)).toEqual([]);
});

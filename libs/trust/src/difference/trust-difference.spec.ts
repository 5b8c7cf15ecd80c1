import fc from 'fast-check';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { trustDifference } from './trust-difference.js';

const model = TRUST_BETA_1;
const reading = (day: number, ...entries: Parameters<typeof inOrder>) => ({
  weighed: weigh(inOrder(...entries), model),
  asOf: day * DAY,
});
const kinds = (...readings: Parameters<typeof trustDifference>) =>
  trustDifference(...readings).lines.map(({ kind, before, after }) => [kind, before, after]);
const ends = [
  ['PRIOR', null, null],
  ['CAP', null, null],
];

it('sums to the difference, whatever differs', () => {
  fc.assert(
    fc.property(
      fc.tuple(anyHistory, anyHistory, anyHistory),
      fc.tuple(anyTime, anyTime),
      fc.tuple(anyPrior, anyPrior),
      fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
      ([both, gone, come], [from, to], [priorFrom, priorTo], modelTo) => {
        const {
          lines,
          difference,
          from: start,
          to: end,
        } = trustDifference(
          { weighed: weigh(inOrder(...both, ...gone), model), asOf: from, prior: { prior: priorFrom } },
          { weighed: weigh(inOrder(...both, ...come), modelTo), asOf: to, prior: { prior: priorTo } },
        );
        expect(difference).toBe(end.score - start.score);
        expect(Math.abs(lines.reduce((sum, { points }) => sum + points, 0) - difference)).toBeLessThan(1e-9);
      },
    ),
  );
});

it('keeps what is new apart from what has aged', () => {
  const [old, fresh] = [entry('expectation_kept', 0), entry('status_update', 20)];
  expect(kinds(reading(10, old, fresh), reading(30, old, fresh))).toEqual([
    ['AGED', old, old],
    ['ENTERED', null, fresh],
    ...ends,
  ]);
});

it('has nothing but zeros between a reading and itself', () => {
  const same = reading(30, entry('surprise', 1), entry('check_in', 2), entry('check_in', 2));
  expect(trustDifference(same, same).lines.map(({ kind, points }) => [kind, points])).toEqual([
    ['AGED', 0],
    ['AGED', 0],
    ['AGED', 0],
    ['PRIOR', 0],
    ['CAP', 0],
  ]);
});

it('sees that a fact is another class by now, and what was taken back', () => {
  const missed = entry('expectation_missed_unannounced', 5, { lapse: true, obligationId: 'due-1' });
  const surprised = { ...missed, class: 'expectation_missed_surprised' };
  const [surprise, retracted] = [entry('surprise', 4), entry('check_in', 3)];
  expect(kinds(reading(9, missed, retracted), reading(9, surprised, surprise))).toEqual([
    ['GONE', retracted, null],
    ['RECLASSIFIED', missed, surprised],
    ['ENTERED', null, surprise],
    ...ends,
  ]);
});

it('sees that an entry weighs more, or counts from another time', () => {
  const [issue, call] = [entry('complaint', 5), entry('check_in', 6)];
  const [worse, earlier] = [
    { ...issue, severity: 'MAJOR' as const },
    { ...call, at: 4 * DAY },
  ];
  expect(kinds(reading(9, issue, call), reading(9, worse, earlier))).toEqual([
    ['REWEIGHED', issue, worse],
    ['REWEIGHED', call, earlier],
    ...ends,
  ]);
});

it('pairs the classes of one contact each with its own', () => {
  const checkIn = entry('check_in', 5);
  const update = { ...checkIn, class: 'status_update' };
  const apology = { ...checkIn, class: 'apology' };
  expect(kinds(reading(9, checkIn, update), reading(9, apology, checkIn))).toEqual([
    ['AGED', checkIn, checkIn],
    ['RECLASSIFIED', update, apology],
    ...ends,
  ]);
});

it('gives the prior and the cap their own lines', () => {
  const none = reading(0);
  const { lines } = trustDifference(none, { ...none, prior: { prior: 60 } });
  expect(lines.map(({ kind, points }) => [kind, Math.round(points)])).toEqual([
    ['PRIOR', -10],
    ['CAP', 0],
  ]);
  const misstated = trustDifference(none, reading(0, entry('misstatement', 0)));
  expect(misstated.lines.at(-1)).toMatchObject({ kind: 'CAP', points: expect.closeTo(-10.833, 3) as number });
});

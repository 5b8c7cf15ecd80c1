import fc from 'fast-check';
import { day, on, opened } from '../../../../test/kit/given.js';
import { kindsAmong } from '../../../../test/kit/examples.js';
import { bad, E, promise, retracted, surprise } from '../../../../test/kit/story.js';
import { aLog, aMoment } from '../../../../test/laws/histories.js';
import { assess } from '../assessment/assess.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { differenceOf } from './difference-of.js';

const between = (from: number, to: number) => ({
  from: day(from),
  to: day(to),
  knownAt: Infinity,
  model: TRUST_BETA_1,
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

it('sums to the difference of the two assessments, line by line and kind by kind', () =>
  fc.assert(
    fc.property(
      aLog,
      aMoment,
      aMoment,
      fc.option(aMoment),
      fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
      (log, from, to, known, model) => {
        const knownAt = known ?? Infinity;
        const [before, after] = [from, to].map((asOf) => assess(log, { asOf, knownAt, model }));
        const found = differenceOf(log, { from, to, knownAt, model });
        expect(found === null).toBe(before === null || after === null);
        fc.pre(found !== null && before != null && after != null);
        expect([found.from, found.to]).toEqual([before, after]);
        expect(Math.abs(sum(found.lines.map(({ points }) => points)) - (after.score - before.score))).toBeLessThan(
          1e-9,
        );
        expect(Math.abs(sum(Object.values(found.byKind)) - found.difference)).toBeLessThan(1e-9);
        for (const { kind, contact, before: was, after: is } of found.lines) {
          expect(contact?.id).toBe((is ?? was)?.causeEventId);
          expect(contact === null).toBe(kind === 'PRIOR' || kind === 'CAP');
          if (kind === 'AGED') expect([is?.class, is?.at]).toEqual([was?.class, was?.at]);
        }
      },
    ),
    { numRuns: 200 },
  ));

it('has every kind of line among the examples', () => {
  const kinds = kindsAmong(fc.tuple(aLog, aMoment, aMoment), 100, ([log, from, to]) =>
    (differenceOf(log, { from, to, knownAt: Infinity, model: TRUST_BETA_1 })?.lines ?? []).map(({ kind }) => kind),
  );
  expect(kinds).toEqual(['AGED', 'CAP', 'ENTERED', 'GONE', 'PRIOR']);
});

it('names the contact, its class and the obligation that lapsed; decay stands apart', () => {
  const [checkIn, promised, told] = [on(1, 'CheckInHeld'), promise(2, 6), bad(7, E)];
  const found = differenceOf([opened(0), checkIn, promised, told], between(3, 8));
  expect(found?.lines.map((line) => [line.kind, line.contact?.id, line.class, line.obligationId])).toEqual([
    ['AGED', checkIn.id, 'check_in', null],
    ['ENTERED', promised.id, 'expectation_missed_unannounced', `DELIVER:${promised.id}`],
    ['ENTERED', told.id, 'proactive_disclosure', null],
    ['PRIOR', undefined, null, null],
    ['CAP', undefined, null, null],
  ]);
  expect(found?.byKind).toMatchObject({ GONE: 0, PRIOR: 0, RECLASSIFIED: 0 });
  expect(found?.byKind.AGED).toBe(found?.lines[0]?.points);
});

it('says what a later fact made of an earlier one', () => {
  const [promised, found] = [promise(1, 4), surprise(6, { ...E, customerLearnedAt: new Date(day(3)).toISOString() })];
  const lines = differenceOf([opened(0), promised, found], between(5, 7))?.lines ?? [];
  expect(lines.map(({ kind, before, after }) => [kind, before?.class, after?.class])).toEqual([
    ['RECLASSIFIED', 'expectation_missed_unannounced', 'expectation_missed_surprised'],
    ['ENTERED', undefined, 'surprise'],
    ['PRIOR', undefined, undefined],
    ['CAP', undefined, undefined],
  ]);
});

it('leaves out what was taken back, on both sides', () => {
  const wrong = on(1, 'CheckInHeld');
  const found = differenceOf([opened(0), wrong, retracted(5, wrong)], between(2, 6));
  expect(found?.lines.map(({ kind }) => kind)).toEqual(['PRIOR', 'CAP']);
});

it('is null where there was no relationship yet', () => expect(differenceOf([opened(3)], between(2, 6))).toBeNull());

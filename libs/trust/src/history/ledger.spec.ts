import fc from 'fast-check';
import { anyHistory, anyTime } from '../../test/histories.js';
import { entry, inOrder } from '../../test/planted.js';
import { weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { scoreAt } from '../score/score-at.js';
import { Ledger } from './ledger.js';

const columns = (weighed: Ledger['weighed']) =>
  weighed.runs.map(({ class: { name }, at, lapse, sumOf }) => [
    name,
    [...Array.from(at)],
    Array.from(lapse),
    Array.from(at, (_, index) => sumOf(index)),
  ]);

it('is after any changes what weighing what is left would give, bit for bit', () =>
  fc.assert(
    fc.property(
      anyHistory,
      fc.array(fc.tuple(anyHistory, fc.infiniteStream(fc.boolean())), { maxLength: 5 }),
      fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
      anyTime,
      (first, changes, model, asOf) => {
        let entries = first;
        const ledger = new Ledger(model, entries);
        for (const [gained, chance] of changes) {
          const lost = entries.filter(() => chance.next().value);
          ledger.apply({ lost, gained });
          entries = inOrder(...entries.filter((each) => !lost.includes(each)), ...gained);
          expect(columns(ledger.weighed)).toEqual(columns(weigh(entries, model)));
        }
        expect(scoreAt(ledger.weighed, asOf)).toEqual(scoreAt(weigh(entries, model), asOf));
      },
    ),
  ));

it('gives the same reading until the next change', () => {
  const [one, other] = [entry('check_in', 1), entry('surprise', 2)];
  const ledger = new Ledger(TRUST_BETA_1, [one]);
  const before = ledger.weighed;
  ledger.apply({ lost: [], gained: [] });
  expect(ledger.weighed).toBe(before);
  ledger.apply({ lost: [one], gained: [other] });
  expect(ledger.weighed.runs.map((run) => run.class.name)).toEqual(['surprise']);
});

it('leaves out what the model does not know, and refuses to lose what it never had', () => {
  const ledger = new Ledger(TRUST_BETA_1, []);
  ledger.apply({ lost: [], gained: [entry('of_another_model', 1)] });
  expect(ledger.weighed.runs).toEqual([]);
  expect(() => ledger.apply({ lost: [entry('check_in', 1)], gained: [] })).toThrow(
    new RangeError('an entry of check_in was not added, so it cannot be removed'),
  );
  expect(() => ledger.apply({ lost: [entry('of_another_model', 1)], gained: [] })).not.toThrow();
});

it('has entries of one instant in the order in which all evidence stands, whichever comes first', () => {
  const missed = (causeEventId: string, lapse: boolean, severity: 'MINOR' | 'NORMAL' | 'MAJOR', owed: string | null) =>
    entry('expectation_missed_unannounced', 5, { causeEventId, lapse, severity, obligationId: owed });
  const all = inOrder(
    missed('a', false, 'MINOR', null),
    missed('b', false, 'MAJOR', null),
    missed('b', false, 'NORMAL', 'x'),
    missed('a', true, 'MAJOR', 'y'),
    missed('a', true, 'MINOR', 'z'),
    missed('c', true, 'NORMAL', 'x'),
  );
  const weighed = columns(weigh(all, TRUST_BETA_1));
  for (let turn = 0; turn < all.length; turn += 1) {
    for (const order of [
      [...all.slice(turn), ...all.slice(0, turn)],
      [...all.slice(turn), ...all.slice(0, turn)].reverse(),
    ]) {
      const ledger = new Ledger(TRUST_BETA_1, []);
      for (const each of order) ledger.apply({ lost: [], gained: [each] });
      expect(columns(ledger.weighed)).toEqual(weighed);
    }
  }
});

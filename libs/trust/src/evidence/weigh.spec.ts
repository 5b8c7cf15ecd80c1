import fc from 'fast-check';
import { anyEntry, anyHistory } from '../../test/histories.js';
import { entry } from '../../test/planted.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import { counts, countsFrom, weigh } from './weigh.js';

it('leaves out what the model does not know', () => {
  const known = entry('check_in', 1);
  const { entries, runs } = weigh([entry('telepathy', 0), known, entry('constructor', 2)], TRUST_BETA_1);
  expect(entries.map((each) => each.entry)).toEqual([known]);
  expect(runs).toHaveLength(1);
});

it('keeps the order in which entries come', () => {
  const entries = [entry('surprise', 1), entry('check_in', 1), entry('surprise', 2)];
  expect(weigh(entries, TRUST_BETA_1).entries.map((each) => each.entry)).toEqual(entries);
});

it('has one run a class, in the order of the model', () => {
  const order = [...TRUST_BETA_1.classes.keys()];
  fc.assert(
    fc.property(anyHistory, (entries) => {
      const names = weigh(entries, TRUST_BETA_1).runs.map((run) => run.class.name);
      expect(names).toEqual(order.filter((name) => entries.some((each) => each.class === name)));
    }),
  );
});

it('counts from the first millisecond at which it counts', () => {
  fc.assert(
    fc.property(anyEntry, (each) => {
      expect(counts(each, countsFrom(each))).toBe(true);
      expect(counts(each, countsFrom(each) - 1)).toBe(false);
    }),
  );
});

import { day, isoDay, on, opened } from '../../../../test/kit/given.js';
import { exposed } from '../../test/put-to-stress.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { type BookFilter, isIn } from './book-filter.js';
import type { Exposure } from './exposure.js';
import { Gauge } from './gauge.js';

const log = [
  opened(0, { owner: 'ada', segment: 'SMB' }),
  on(1, 'OwnerAssigned', { owner: 'bob', until: isoDay(5) }),
  on(2, 'MisstatementProven', { what: 'it' }),
];
const exposure = exposed(log, day(3)) as Exposure;
const passes = (filter: BookFilter, asOf = day(3)) => isIn(filter, exposure, asOf, new Gauge(model));

it.each([
  [{}, true],
  [{ owner: null, segment: null, band: null }, true],
  [{ owner: 'bob' }, true],
  [{ owner: 'ada' }, false],
  [{ segment: 'SMB' }, true],
  [{ segment: 'ENTERPRISE' }, false],
  [{ band: 'AT_RISK' }, true],
  [{ band: 'HEALTHY' }, false],
  [{ owner: 'bob', segment: 'SMB', band: 'AT_RISK' }, true],
  [{ owner: 'bob', segment: 'SMB', band: 'WATCH' }, false],
  [{ owner: 'ada', segment: 'SMB', band: 'AT_RISK' }, false],
] as const)('%j lets it through: %s', (filter, expected) => expect(passes(filter)).toBe(expected));

it('is asked of the moment of the question: who then stands in, and where trust then is', () => {
  expect([passes({ owner: 'ada' }, day(6)), passes({ owner: 'bob' }, day(6))]).toEqual([true, false]);
  expect(passes({ band: 'AT_RISK' }, day(4000))).toBe(false);
});

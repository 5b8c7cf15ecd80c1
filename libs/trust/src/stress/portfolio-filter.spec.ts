import { day, isoDay, on, opened } from '../../../../test/kit/given.js';
import { exposed } from '../../test/put-to-stress.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { type PortfolioFilter, isIn } from './portfolio-filter.js';
import type { Exposure } from './exposure.js';
import { Gauge } from './gauge.js';

const log = [
  opened(0, { owner: 'ada', segment: 'SMB', renewsAt: isoDay(90), value: { amount: 500, currency: 'EUR' } }),
  on(1, 'OwnerAssigned', { owner: 'bob', until: isoDay(5) }),
  on(2, 'MisstatementProven', { what: 'it' }),
];
const exposure = exposed(log, day(3)) as Exposure;
const passes = (filter: PortfolioFilter, asOf = day(3)) => isIn(filter, exposure, asOf, new Gauge(model));

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
  [{ renewsFrom: day(90), renewsBefore: day(90) + 1 }, true],
  [{ renewsFrom: day(90) }, true],
  [{ renewsBefore: day(90) + 1 }, true],
  [{ renewsFrom: day(90) + 1 }, false],
  [{ renewsBefore: day(90) }, false],
  [{ renewsFrom: null, renewsBefore: null, valueAtLeast: null }, true],
  [{ valueAtLeast: { amount: 500, currency: 'EUR' } }, true],
  [{ valueAtLeast: { amount: 500.01, currency: 'EUR' } }, false],
  [{ valueAtLeast: { amount: 1, currency: 'USD' } }, false],
] as const)('%j lets it through: %s', (filter, expected) => expect(passes(filter)).toBe(expected));

it('is asked of the moment of the question: who then stands in, and where trust then is', () => {
  expect([passes({ owner: 'ada' }, day(6)), passes({ owner: 'bob' }, day(6))]).toEqual([true, false]);
  expect(passes({ band: 'AT_RISK' }, day(4000))).toBe(false);
});

it('leaves out what is without a date or a value where it asks for one', () => {
  const bare = exposed([opened(0)], day(3)) as Exposure;
  const asked = (filter: PortfolioFilter) => isIn(filter, bare, day(3), new Gauge(model));
  expect(asked({})).toBe(true);
  expect(asked({ renewsBefore: day(9000) })).toBe(false);
  expect(asked({ renewsFrom: day(-9000) })).toBe(false);
  expect(asked({ valueAtLeast: { amount: 0, currency: 'EUR' } })).toBe(false);
});

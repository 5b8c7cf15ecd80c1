import fc from 'fast-check';
import { obligationsOf, timelineAsOf, toIso, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '#trust';
import { WAITING_CALENDAR } from '../kit/waiting.js';
import { DAY_ZERO, on } from '../kit/given.js';
import { aLog, aMoment } from './histories.js';

const aValue = fc.record({
  amount: fc.double({ min: 0, max: 1e12, noNaN: true }),
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
});
const anAgreement = fc.record({ renewsAt: fc.integer({ min: 0, max: 2 * DAY_ZERO }).map(toIso), value: aValue });

/** The same history of a relationship that is worth something, and later something else. */
function valued(log: readonly RecordedContact[], [first, then]: readonly [object, object], days: number) {
  const later = on(days, 'RelationshipUpdated', { ...then, id: 'ffffffff-0000-4000-8000-000000000000' });
  return [
    ...log.map((each) => (each.type === 'RelationshipOpened' ? { ...each, data: { ...each.data, ...first } } : each)),
    later,
  ];
}

it('what a relationship is worth and when it is renewed changes no score, and nothing that is owed', () =>
  fc.assert(
    fc.property(
      aLog,
      aMoment,
      fc.tuple(anAgreement, anAgreement),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
      (log, asOf, agreements, days, model) => {
        const worth = valued(log, agreements, days);
        expect(assess(worth, { asOf, knownAt: Infinity, model })).toEqual(
          assess(log, { asOf, knownAt: Infinity, model }),
        );
        const owed = (contacts: readonly RecordedContact[]) =>
          obligationsOf(timelineAsOf(contacts, { asOf, knownAt: Infinity }), asOf, WAITING_CALENDAR);
        expect(owed(worth)).toEqual(owed(log));
      },
    ),
    { numRuns: 100 },
  ));

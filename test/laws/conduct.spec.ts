import fc from 'fast-check';
import { Timeline, type EvidenceEntry, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_1, TRUST_BETA_3 } from '#trust';
import { day, opened } from '../kit/given.js';
import { declined, promise, withdrawn } from '../kit/story.js';
import { aLogAndOneMoreTaken, aMoment } from './histories.js';

const TOLERANCE = 1e-9;

describe.each([TRUST_BETA_1, TRUST_BETA_3])('$id', (model) => {
  const score = (log: readonly RecordedContact[], asOf: number): number =>
    assess(log, { asOf, knownAt: Infinity, model })?.score ?? NaN;
  /** What one more contact adds to the score at a time, points. */
  const worth = (log: readonly RecordedContact[], more: RecordedContact, asOf: number): number =>
    score([...log, more], asOf) - score(log, asOf);

  const bytesOf = (log: readonly RecordedContact[]): string[] =>
    Timeline.of(log)
      .evidence(model.calendar)
      .map((entry) => JSON.stringify(entry));
  const missing = (some: readonly string[], others: readonly string[]): EvidenceEntry[] =>
    some.filter((each) => !others.includes(each)).map((each) => JSON.parse(each) as EvidenceEntry);
  /** Entries that one more contact takes away, and those that it brings. */
  function exchanged(log: readonly RecordedContact[], more: RecordedContact) {
    const [before, after] = [bytesOf(log), bytesOf([...log, more])];
    return { lost: missing(before, after), gained: missing(after, before) };
  }

  const CLOSING = ['ExpectationMet', 'ExpectationSettled', 'ExpectationWithdrawn'];
  const expectationOf = ({ data }: RecordedContact) => (data as { readonly expectationId?: string }).expectationId;

  it('a promise kept never lowers', () =>
    fc.assert(
      fc.property(aLogAndOneMoreTaken('ExpectationMet'), aMoment, ([log, met], asOf) => {
        const own = log.filter((each) => expectationOf(each) === expectationOf(met));
        // Met for the first time, and not reset after: to keep what was closed or moved already is to change the past.
        fc.pre(!own.some(({ type, at }) => CLOSING.includes(type) || (type === 'ExpectationReset' && at >= met.at)));
        fc.pre(exchanged(log, met).gained.some((entry) => entry.class === 'expectation_kept'));
        expect(worth(log, met, asOf)).toBeGreaterThanOrEqual(-TOLERANCE);
      }),
      { numRuns: 100 },
    ));

  describe('a surprise', () => {
    /** What each may be replaced by, at the very same time: the same fact, of which we now know that it surprised. */
    const REPLACES: Readonly<Record<string, string>> = {
      expectation_missed_unannounced: 'expectation_missed_surprised',
      proactive_disclosure: 'status_update',
    };

    it('is one entry more, or an earlier time of one; discharges nothing, and turns nothing into what is better', () =>
      fc.assert(
        fc.property(aLogAndOneMoreTaken('SurpriseDelayOccurred'), ([log, surprise]) => {
          const { lost, gained } = exchanged(log, surprise);
          const isNew = (entry: EvidenceEntry) => entry.class === 'surprise';
          expect(gained.filter(isNew).length).toBeLessThanOrEqual(1);
          expect(lost.filter(isNew).length).toBeLessThanOrEqual(gained.filter(isNew).length);
          const renamed = lost.filter((entry) => !isNew(entry)).map((entry) => [entry.at, REPLACES[entry.class]]);
          expect(gained.filter((entry) => !isNew(entry)).map((entry) => [entry.at, entry.class])).toEqual(renamed);
        }),
        { numRuns: 120 },
      ));

    it('never raises, at any time, where it takes nothing else away', () =>
      fc.assert(
        fc.property(aLogAndOneMoreTaken('SurpriseDelayOccurred'), aMoment, ([log, surprise], asOf) => {
          fc.pre(exchanged(log, surprise).lost.length === 0);
          expect(worth(log, surprise, asOf)).toBeLessThanOrEqual(TOLERANCE);
        }),
        { numRuns: 200 },
      ));
  });

  describe('a promise taken back, where there is nothing else', () => {
    const costs = (openingTrust: number, age: number, contact: RecordedContact) =>
      -worth([opened(0, { openingTrust }), promise(1, 900)], contact, day(1 + age));

    it('costs more than a plain no, at any later time', () =>
      fc.assert(
        fc.property(fc.integer({ min: 5, max: 95 }), fc.integer({ min: 0, max: 400 }), (openingTrust, age) =>
          expect(costs(openingTrust, age, withdrawn(1))).toBeGreaterThan(costs(openingTrust, age, declined(1))),
        ),
        { numRuns: 200 },
      ));

    // Above 84 points the cap takes more for the no, which falls on care alone.
    it('costs more than a plain no even with a substitute, up to 84 points', () =>
      fc.assert(
        fc.property(fc.integer({ min: 5, max: 84 }), fc.integer({ min: 0, max: 400 }), (openingTrust, age) =>
          expect(costs(openingTrust, age, withdrawn(1, { substitute: 'a loaner' }))).toBeGreaterThan(
            costs(openingTrust, age, declined(1)),
          ),
        ),
        { numRuns: 200 },
      ));
  });
});

import fc from 'fast-check';
import { obligationsOf, Timeline, timelineAsOf, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_2, TRUST_BETA_3 } from '#trust';
import { WAITING_CALENDAR } from '../kit/waiting.js';
import { aLog, aMoment } from './histories.js';

const bytes = (log: readonly RecordedContact[], asOf: number) =>
  JSON.stringify([TRUST_BETA_2, TRUST_BETA_3].map((model) => assess(log, { asOf, knownAt: Infinity, model })));

/** A log, and the same in another order of arrival. */
const shuffled = aLog.chain((log) =>
  fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length })),
);

describe('order of arrival', () => {
  it('changes no byte of the assessment', () =>
    fc.assert(
      fc.property(shuffled, aMoment, ([log, other], asOf) => expect(bytes(other, asOf)).toBe(bytes(log, asOf))),
      { numRuns: 300 },
    ));

  it('changes nothing either when the evidence is read after every contact', () =>
    fc.assert(
      fc.property(shuffled, ([log, other]) => {
        const followed = new Timeline();
        for (const contact of other) {
          followed.add(contact);
          followed.evidence();
          followed.evidence(WAITING_CALENDAR);
        }
        expect(followed.evidence()).toEqual(Timeline.of(log).evidence());
        expect(followed.evidence(WAITING_CALENDAR)).toEqual(Timeline.of(log).evidence(WAITING_CALENDAR));
      }),
      { numRuns: 300 },
    ));

  it('changes neither what is owed nor until when it is put off', () =>
    fc.assert(
      fc.property(shuffled, aMoment, ([log, other], asOf) => {
        const owed = (contacts: readonly RecordedContact[]) => {
          const timeline = timelineAsOf(contacts, { asOf, knownAt: Infinity });
          return obligationsOf(timeline, asOf, WAITING_CALENDAR).map((each) => [
            each,
            timeline.deferredUntil(each.id, asOf),
          ]);
        };
        expect(owed(other)).toEqual(owed(log));
      }),
      { numRuns: 300 },
    ));
});

import fc from 'fast-check';
import { compareEntries, NO_HOLIDAYS, Timeline } from '#relationship';
import { WAITING_CALENDAR } from '../kit/waiting.js';
import { aLogAndOneMoreTaken } from './histories.js';

/** Contacts that bring nothing new into being to refer to. */
const TYPES = [
  'ProactiveCallMade',
  'StatusUpdateGiven',
  'SurpriseDelayOccurred',
  'EscalationRaised',
  'CheckInHeld',
  'ExpectationReset',
  'ExpectationMet',
  'ExpectationSettled',
  'ExpectationWithdrawn',
  'IssueResolved',
  'IssueReopened',
  'IssueHandedOver',
  'CorrectiveActionVerified',
  'NeedFulfilled',
  'WinCelebrated',
  'MisstatementProven',
];

const aCalendar = fc.constantFrom(NO_HOLIDAYS, WAITING_CALENDAR);

it('what a contact would change is what recording it changes', () =>
  fc.assert(
    fc.property(aLogAndOneMoreTaken(...TYPES), aCalendar, ([log, contact], calendar) => {
      const timeline = Timeline.of(log);
      const before = timeline.evidence(calendar);
      const { lost, gained } = timeline.preview([contact], calendar);
      const after = [...before.filter((entry) => !lost.includes(entry)), ...gained].sort(compareEntries);
      expect(after).toEqual(Timeline.of([...log, contact]).evidence(calendar));
      expect(timeline.evidence(calendar)).toEqual(before);
    }),
    { numRuns: 200 },
  ));

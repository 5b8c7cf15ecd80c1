import fc from 'fast-check';
import { compareEntries, Timeline } from '#relationship';
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
  'IssueHandedOver',
  'CorrectiveActionVerified',
  'NeedFulfilled',
  'WinCelebrated',
  'MisstatementProven',
];

it('what a contact would change is what recording it changes', () =>
  fc.assert(
    fc.property(aLogAndOneMoreTaken(...TYPES), ([log, contact]) => {
      const timeline = Timeline.of(log);
      const before = timeline.evidence();
      const { lost, gained } = timeline.preview([contact]);
      const after = [...before.filter((entry) => !lost.includes(entry)), ...gained].sort(compareEntries);
      expect(after).toEqual(Timeline.of([...log, contact]).evidence());
      expect(timeline.evidence()).toEqual(before);
    }),
    { numRuns: 200 },
  ));

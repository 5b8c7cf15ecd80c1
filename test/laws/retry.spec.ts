import fc from 'fast-check';
import { decide, Timeline, type RecordedContact } from '#relationship';
import { aLog } from './histories.js';

const keyless = (contact: RecordedContact): RecordedContact => ({ ...contact, idempotencyKey: null });
const again = (contact: RecordedContact): RecordedContact => ({ ...contact, id: `${contact.id}-again` });

it('any contact with a key may be sent again at any later time, and adds nothing', () =>
  fc.assert(
    fc.property(aLog, (log) => {
      const timeline = Timeline.of(log);
      for (const contact of log)
        expect(decide(timeline, again(contact))).toMatchObject({ is: 'REPEATED', earlier: { id: contact.id } });
    }),
    { numRuns: 100 },
  ));

/** Known by an id of their own, or of what they close. */
const NAMED = new Set([
  'RelationshipOpened',
  'IssueReported',
  'IssueResolved',
  'IssueReopened',
  'ExpectationSet',
  'ExpectationReset',
  'ExpectationMet',
  'ExpectationSettled',
  'ExpectationWithdrawn',
  'RequestReceived',
  'RequestDeclined',
  'AlternativeAnswered',
  'CorrectiveActionVerified',
  'StakeholderAdded',
  'ContactRetracted',
]);

/** A retrospective is known by the actions agreed in it, where there are any. */
const isNamed = ({ data, type }: RecordedContact): boolean =>
  NAMED.has(type) || (type === 'RetrospectiveHeld' && ((data as { actions?: object[] }).actions ?? []).length > 0);

it('any contact known by an id may be sent again at once, without a key, and adds nothing', () =>
  fc.assert(
    fc.property(aLog, (log) => {
      const timeline = new Timeline();
      for (const contact of log.map(keyless)) {
        timeline.add(contact);
        if (isNamed(contact)) expect(decide(timeline, again(contact)).is).toBe('REPEATED');
      }
    }),
    { numRuns: 200 },
  ));

it('nothing else is taken for a repeat', () =>
  fc.assert(
    fc.property(aLog, (log) => {
      const timeline = new Timeline();
      for (const contact of log.map(keyless)) {
        timeline.add(contact);
        if (!isNamed(contact)) expect(decide(timeline, again(contact)).is).not.toBe('REPEATED');
      }
    }),
    { numRuns: 100 },
  ));

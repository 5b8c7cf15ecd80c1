import fc from 'fast-check';
import { on } from '../../../../test/kit/given.js';
import { aLog } from '../../../../test/laws/histories.js';
import { Timeline } from './timeline.js';
import { withoutWords } from './without-words.js';

it('takes out every personal text, in lists and groups too, and leaves that something was said', () => {
  const call = on(1, 'ProactiveCallMade', {
    news: 'BAD',
    about: { issueId: 'I' },
    reason: 'a secret',
    note: 'a secret',
    options: [{ kind: 'WORKAROUND', what: 'a secret' }],
  });
  expect(withoutWords({ ...call, sealed: { fields: ['note'], box: 'box' } })).toEqual({
    ...call,
    data: { ...call.data, reason: '-', note: '-', options: [{ kind: 'WORKAROUND', what: '-' }] },
  });
  const checkIn = on(1, 'CheckInHeld', { topics: ['a secret', 'another secret'] });
  expect(withoutWords(checkIn).data).toEqual({ ...checkIn.data, topics: ['-', '-'] });
});

it('keeps what is not personal, and what it does not know', () => {
  const report = on(1, 'IssueReported', { issueId: 'I', service: 'mail', severity: 'MAJOR', raisedBy: 'CUSTOMER' });
  expect(withoutWords(report)).toEqual(report);
  const unknown = { ...report, type: 'OfAnotherRelease', data: { ...report.data, title: 'as it is' } };
  expect(withoutWords(unknown)).toEqual(unknown);
});

it('leaves the evidence as it was', () =>
  fc.assert(
    fc.property(aLog, (log) => {
      expect(Timeline.of(log.map(withoutWords)).evidence()).toEqual(Timeline.of(log).evidence());
    }),
    { numRuns: 100 },
  ));

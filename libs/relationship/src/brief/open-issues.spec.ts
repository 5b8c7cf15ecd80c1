import { day, known, on, opened } from '../../../../test/kit/given.js';
import { openIssues } from './open-issues.js';

const reported = (at: number, issueId: string) => on(at, 'IssueReported', { issueId, raisedBy: 'CUSTOMER' });

it('has what is not resolved, or was reopened, the first reported first', () => {
  const history = [
    opened(0),
    reported(3, 'LATER'),
    reported(2, 'REOPENED'),
    reported(1, 'RESOLVED'),
    on(4, 'IssueResolved', { issueId: 'RESOLVED' }),
    on(4, 'IssueResolved', { issueId: 'REOPENED' }),
    on(6, 'IssueReopened', { issueId: 'REOPENED', raisedBy: 'CUSTOMER' }),
    on(4, 'ExpectationSet', { expectationId: 'NO-ISSUE' }),
  ];
  const ids = (...facts: Parameters<typeof known>) => openIssues(known(...facts), day(10)).map((each) => each.issueId);
  expect(ids(...history)).toEqual(['REOPENED', 'LATER']);
  expect(ids(opened(0))).toEqual([]);
});

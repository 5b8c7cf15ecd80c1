import { day, given, isoDay, known, on } from '../../../../test/kit/given.js';
import { bad, I, issue, open, retracted } from '../../../../test/kit/story.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

import { obligationsOf } from '../obligations/obligations.js';

const handedOver = (days: number) => on(days, 'IssueHandedOver', { issueId: 'I', to: 'second-line' });
const resolved = (days: number) => on(days, 'IssueResolved', { issueId: 'I' });

describe('reporting an issue', () => {
  it('is taken once for each id, whenever it was', () => {
    expect(given(open, issue(2)).when(issue(3, { title: 'other' }))).toBe('ISSUE_ALREADY_REPORTED');
    expect(given(open, issue(2)).when(issue(1, { title: 'other' }))).toBe('ISSUE_ALREADY_REPORTED');
  });
  it('cannot have been detected after it was reported', () => {
    expect(given(open).when(issue(1, { detectedAt: isoDay(1.5) }))).toBe('AFTER_OCCURRED');
    expect(given(open).when(issue(1, { detectedAt: isoDay(1) }))).toBe('RECORDED');
  });
  it('of ours was detected when it was reported, unless said otherwise', () => {
    expect(issue(1).data).toMatchObject({ detectedAt: isoDay(1) });
    expect(issue(1, { raisedBy: 'CUSTOMER' }).data).not.toHaveProperty('detectedAt');
  });
});

describe.each([
  ['handing over', handedOver],
  ['resolving', resolved],
])('%s', (_name, act) => {
  it('needs an issue', () => expect(given(open).when(act(1))).toBe('ISSUE_UNKNOWN'));
  it('needs one known by then', () => expect(given(open, issue(2)).when(act(1))).toBe('ISSUE_UNKNOWN'));
  it('may come between detecting and reporting', () =>
    expect(given(open, issue(3, { detectedAt: isoDay(1) })).when(act(2))).toBe('RECORDED'));
  it('needs one not resolved by then', () => {
    expect(given(open, issue(1), on(2, 'IssueResolved', { issueId: 'I' })).when(act(2.5))).toBe(
      act === resolved ? 'REPEATED' : 'ISSUE_ALREADY_RESOLVED',
    );
    const done = on(2.5, 'IssueResolved', { issueId: 'I', note: 'n' });
    expect(given(open, issue(1), done).when(act(2.5))).toBe('ISSUE_ALREADY_RESOLVED');
    expect(given(open, issue(1), done).when(act(2))).toBe('RECORDED');
  });
});

describe('evidence of an issue', () => {
  it('handed over: reassignment', () =>
    expect(given(open, issue(1), handedOver(2)).evidence()).toEqual([['reassignment', 2]]));
  it('reported by us, or resolved: none', () => expect(given(open, issue(1), resolved(2)).evidence()).toEqual([]));
  it('reported by the customer, detected by us before: surprise, at the report', () =>
    expect(given(open, issue(2, { raisedBy: 'CUSTOMER', detectedAt: isoDay(1) })).evidence()).toEqual([
      ['surprise', 2],
    ]));
  it('reported by the customer, not detected before: none', () => {
    expect(given(open, issue(2, { raisedBy: 'CUSTOMER' })).evidence()).toEqual([]);
    expect(given(open, issue(2, { raisedBy: 'CUSTOMER', detectedAt: isoDay(2) })).evidence()).toEqual([]);
  });
  it('reported by the customer: bad news of it is no disclosure, from that very instant on', () => {
    const report = issue(3, { raisedBy: 'CUSTOMER', detectedAt: isoDay(3) });
    expect(given(open, report, bad(3, I)).evidence()).toEqual([['status_update', 3]]);
    expect(given(open, issue(3, { raisedBy: 'CUSTOMER', detectedAt: isoDay(1) }), bad(2, I)).evidence()).toEqual([
      ['proactive_disclosure', 2],
    ]);
  });
  it('reported by the customer after we told them: none, and the telling is a disclosure', () => {
    const report = issue(3, { raisedBy: 'CUSTOMER', detectedAt: isoDay(1) });
    expect(given(open, report, bad(2, I)).evidence()).toEqual([['proactive_disclosure', 2]]);
    expect(given(open, report, bad(3, I)).evidence()).not.toContainEqual(['surprise', 3]);
  });
});

describe('reopening an issue', () => {
  it.each([undefined, 'k'])('at one instant, as often as it happens; key: %s', (key) => {
    const keyed = (contact: RecordedContact, nth: number) =>
      key === undefined ? contact : { ...contact, idempotencyKey: `${key}${nth}` };
    const facts = [open, issue(1)];
    for (let nth = 1; nth < 6; nth += 1) {
      const next = keyed(nth % 2 === 1 ? resolved(2) : reopened(2), nth);
      expect(given(...facts).when(next)).toBe('RECORDED');
      facts.push(next);
      expect(given(...facts).when(keyed(nth % 2 === 1 ? resolved(2) : reopened(2), nth))).toBe('REPEATED');
    }
  });
  it('resolving it again under another key is still a repeat, since the rules would refuse it', () =>
    expect(given(open, issue(1), resolved(2)).when({ ...resolved(2), idempotencyKey: 'k' })).toBe('REPEATED'));
  const reopened = (days: number, raisedBy: 'CUSTOMER' | 'PROVIDER' = 'CUSTOMER') =>
    on(days, 'IssueReopened', { issueId: 'I', raisedBy });
  const twice = [open, issue(1), resolved(2), reopened(3), resolved(4)];

  it('needs an issue that was resolved at that time', () => {
    expect(given(open).when(reopened(1))).toBe('ISSUE_UNKNOWN');
    expect(given(open, issue(1)).when(reopened(2))).toBe('ISSUE_NOT_RESOLVED');
    expect(given(open, issue(1), resolved(3)).when(reopened(2))).toBe('ISSUE_NOT_RESOLVED');
    expect(given(open, issue(1), resolved(2)).when(reopened(3))).toBe('RECORDED');
  });
  it('is possible as often as it happens', () => {
    expect(given(open, issue(1), resolved(2), reopened(3)).when(resolved(4))).toBe('RECORDED');
    expect(given(...twice).when(reopened(5))).toBe('RECORDED');
    expect(given(...twice, reopened(5)).when(resolved(6))).toBe('RECORDED');
  });
  it('said again adds nothing while it is still open', () => {
    expect(given(open, issue(1), resolved(2), reopened(3)).when(reopened(3.5))).toBe('REPEATED');
    expect(given(...twice).when(resolved(2))).toBe('REPEATED');
    expect(given(...twice).when(reopened(3))).toBe('REPEATED');
    expect(given(...twice).when(resolved(4.5))).toBe('REPEATED');
  });
  it('lets it be handed over again', () => {
    expect(given(open, issue(1), resolved(2), reopened(3)).when(handedOver(4))).toBe('RECORDED');
    expect(given(...twice).when(handedOver(3.5))).toBe('RECORDED');
    expect(given(...twice).when(handedOver(5))).toBe('ISSUE_ALREADY_RESOLVED');
  });
  it('by the customer is a surprise at its time, by us is none', () => {
    expect(given(open, issue(1), resolved(2), reopened(3)).evidence()).toContainEqual(['surprise', 3]);
    expect(given(open, issue(1), resolved(2), reopened(3, 'PROVIDER')).evidence()).not.toContainEqual(['surprise', 3]);
  });
  it('is none of the sort where the resolution was taken back', () => {
    const done = resolved(2);
    expect(given(open, issue(1), done, reopened(3), retracted(4, done)).evidence()).not.toContainEqual(['surprise', 3]);
  });
  it('owes no look back while a major issue is open again', () => {
    const major = issue(1, { severity: 'MAJOR' });
    const kinds = (...history: Parameters<typeof known>) =>
      obligationsOf(known(...history), day(9)).map(({ kind }) => kind);
    expect(kinds(open, major, resolved(2))).toContain('RETROSPECT');
    expect(kinds(open, major, resolved(2), reopened(3))).not.toContain('RETROSPECT');
    expect(kinds(open, major, resolved(2), reopened(3), resolved(4))).toContain('RETROSPECT');
  });
});

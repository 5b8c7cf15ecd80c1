import { given, isoDay, on, onUnchecked } from '../../../../test/kit/given.js';
import { declined, issue, open, promise } from '../../../../test/kit/story.js';

const OTHER_FACTS = {
  ProactiveCallMade: { news: 'BAD' },
  SurpriseDelayOccurred: {},
  StatusUpdateGiven: {},
  EscalationRaised: { raisedBy: 'CUSTOMER' },
  SupervisorNotified: {},
  RetrospectiveHeld: { providerView: 'ours' },
};
const UNKNOWN = {
  issueId: 'ISSUE_UNKNOWN',
  expectationId: 'EXPECTATION_UNKNOWN',
  requestId: 'REQUEST_UNKNOWN',
  needId: 'NEED_UNKNOWN',
  actionId: 'ACTION_UNKNOWN',
};
/** Something of every kind, all of it from day 2 on. */
const history = [
  open,
  issue(2, { issueId: 'X' }),
  promise(2, 9, { expectationId: 'X' }),
  declined(2, { requestId: 'X', needId: 'X' }),
  on(2, 'RetrospectiveHeld', { actions: [{ actionId: 'X' }] }),
];

describe.each(Object.entries(OTHER_FACTS))('%s', (type, facts) => {
  const said = (days: number, about: object = {}) => onUnchecked(days, type, { ...facts, ...about });

  it.each(Object.entries(UNKNOWN))('about %s: of what stood at that time, else %s', (name, code) => {
    const about = { about: { [name]: 'X' } };
    expect(given(...history).when(said(3, about))).toBe('RECORDED');
    expect(given(...history).when(said(2, about))).toBe('RECORDED');
    expect(given(...history).when(said(1, about))).toBe(code);
    expect(given(...history).field(said(1, about))).toBe(`about.${name}`);
    expect(given(open).when(said(3, about))).toBe(code);
  });

  it('about an issue: from when we detected it', () => {
    const about = { about: { issueId: 'I' } };
    const detected = issue(5, { detectedAt: isoDay(3) });
    expect(given(open, detected).when(said(3, about))).toBe('RECORDED');
    expect(given(open, detected).when(said(2, about))).toBe('ISSUE_UNKNOWN');
  });

  it('about nothing in particular', () => expect(given(open).when(said(1))).toBe('RECORDED'));
});

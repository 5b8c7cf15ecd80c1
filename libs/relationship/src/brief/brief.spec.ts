import { day, isoDay, known, on, opened } from '../../../../test/kit/given.js';
import { briefFacts } from './brief.js';
import { compareViews } from './views-compared.js';

describe('the brief', () => {
  const retrospective = on(6, 'RetrospectiveHeld', { actions: [{ actionId: 'A' }, { actionId: 'B' }] });
  const surprise = on(4, 'SurpriseDelayOccurred', { about: { issueId: 'I' } });
  const asked = on(5, 'RequestDeclined', { requestId: 'R', needId: 'N' });
  const history = [
    opened(0),
    on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'n', role: 'SPONSOR' }),
    on(2, 'ExpectationSet', { expectationId: 'LATER', dueAt: isoDay(30) }),
    on(2, 'ExpectationSet', { expectationId: 'SOONER', dueAt: isoDay(20) }),
    on(2, 'ExpectationSet', { expectationId: 'DONE', dueAt: isoDay(9) }),
    on(3, 'IssueReported', { issueId: 'I', raisedBy: 'PROVIDER' }),
    on(3, 'ExpectationMet', { expectationId: 'DONE' }),
    surprise,
    asked,
    retrospective,
    on(7, 'CorrectiveActionVerified', { actionId: 'A' }),
  ];

  it('says what was promised and is open, what is waited for, and who is who', () => {
    const brief = briefFacts(known(...history), day(10));
    expect(brief.promised.map(({ expectationId }) => expectationId)).toEqual(['SOONER', 'LATER']);
    expect(brief.waitingNeeds).toEqual([{ needId: 'N', contactId: asked.id }]);
    expect(brief.stakeholders.map(({ data }) => data.stakeholderId)).toEqual(['S']);
  });

  it('says what came last: the word, the surprise, the look back and its actions', () => {
    const brief = briefFacts(known(...history), day(10));
    expect(brief.lastContact?.id).toBe(retrospective.id);
    expect(brief.lastSurprise).toEqual({ at: day(4), about: 'issue:I', contactId: surprise.id });
    expect(brief.lastActions).toEqual([
      { actionId: 'A', verified: true },
      { actionId: 'B', verified: false },
    ]);
  });

  it('no longer names a need that was fulfilled', () =>
    expect(briefFacts(known(...history, on(8, 'NeedFulfilled', { needId: 'N' })), day(10)).waitingNeeds).toEqual([]));

  it('says nothing where nothing was said', () =>
    expect(briefFacts(known(opened(0)), day(1))).toMatchObject({
      lastContact: null,
      lastSurprise: null,
      promised: [],
    }));
});

describe('both views of a retrospective', () => {
  it('differ in the points that only one side saw', () =>
    expect(compareViews('The part came late.\n- Nobody called us', 'nobody called us. We lost a day!')).toEqual({
      onlyWeSaw: ['The part came late.'],
      onlyTheySaw: ['We lost a day!'],
      bothSaw: ['Nobody called us'],
    }));

  it('are all one side where the other said nothing', () =>
    expect(compareViews('one; two', undefined)).toEqual({ onlyWeSaw: ['one', 'two'], onlyTheySaw: [], bothSaw: [] }));
});

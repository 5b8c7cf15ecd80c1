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

  it('says what was promised and is open, and what is waited for', () => {
    const brief = briefFacts(known(...history), day(10));
    expect(brief.promised.map(({ expectationId }) => expectationId)).toEqual(['SOONER', 'LATER']);
    expect(brief.waitingNeeds).toEqual([{ needId: 'N', contactId: asked.id }]);
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

  it('has promises without a due time last, and the due time in force of one that was reset', () => {
    const set = (expectationId: string, due: number | null) =>
      on(1, 'ExpectationSet', { expectationId, ...(due === null ? {} : { dueAt: isoDay(due) }) });
    const [never, late, soon] = [set('NEVER', null), set('LATE', 5), set('SOON', 9)];
    const reset = on(2, 'ExpectationReset', { expectationId: 'LATE', dueAt: isoDay(12) });
    expect(briefFacts(known(opened(0), never, late, reset, soon), day(3)).promised).toEqual([
      { expectationId: 'SOON', dueAt: day(9), setByContactId: soon.id },
      { expectationId: 'LATE', dueAt: day(12), setByContactId: late.id },
      { expectationId: 'NEVER', dueAt: null, setByContactId: never.id },
    ]);
  });

  it('names the last to ask for a need, in the order of what happened', () => {
    const again = on(6, 'RequestDeclined', { requestId: 'S', needId: 'N' });
    const of = (...log: Parameters<typeof known>) => briefFacts(known(...log), day(10)).waitingNeeds;
    expect(of(opened(0), again, asked)).toEqual([{ needId: 'N', contactId: again.id }]);
    const [a, b] = [
      { ...asked, id: 'a' },
      { ...again, id: 'b', at: asked.at },
    ];
    expect(of(opened(0), b, a)).toEqual([{ needId: 'N', contactId: 'b' }]);
    expect(of(opened(0), a, b)).toEqual([{ needId: 'N', contactId: 'b' }]);
  });

  it('says of a surprise what it was of: an issue that the customer raised, or nothing in particular', () => {
    const raised = on(5, 'IssueReported', { issueId: 'J', raisedBy: 'CUSTOMER', detectedAt: isoDay(4) });
    const last = (...log: Parameters<typeof known>) => briefFacts(known(opened(0), ...log), day(10)).lastSurprise;
    expect(last(raised)).toEqual({ at: day(5), about: 'issue:J', contactId: raised.id });
    const plain = on(5, 'SurpriseDelayOccurred', { customerLearnedAt: isoDay(4) });
    expect(last(plain)).toEqual({ at: day(4), about: null, contactId: plain.id });
    const tomorrow = on(11, 'SurpriseDelayOccurred');
    expect(last(plain, tomorrow)).toMatchObject({ at: day(4) });
    expect(last(on(10, 'SurpriseDelayOccurred'))).toMatchObject({ at: day(10) });
  });

  it('has the last of several retrospectives, also one without actions', () => {
    const later = on(8, 'RetrospectiveHeld', {});
    const brief = briefFacts(known(...history, later), day(10));
    expect([brief.lastRetrospective?.id, brief.lastActions]).toEqual([later.id, []]);
    expect(briefFacts(known(opened(0)), day(1))).toMatchObject({ lastRetrospective: null, lastActions: [] });
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

  it('are the same where their words are, in any case, order and punctuation', () => {
    expect(compareViews('* Trop tard !\r\n\u2022 Rien   dit?  Oui.', 'OUI; rien dit\n-- trop, tard')).toEqual({
      onlyWeSaw: [],
      onlyTheySaw: [],
      bothSaw: ['Trop tard !', 'Rien   dit?', 'Oui.'],
    });
    expect(compareViews('3.5 days late', '3 5 days late').bothSaw).toEqual(['3.5 days late']);
    expect(compareViews('ab', 'a b').bothSaw).toEqual([]);
    expect(compareViews(' - \n\n', ';').onlyWeSaw).toEqual([]);
  });

  it('are all one side where the other said nothing', () =>
    expect(compareViews('one ; two', undefined)).toEqual({ onlyWeSaw: ['one', 'two'], onlyTheySaw: [], bothSaw: [] }));
});

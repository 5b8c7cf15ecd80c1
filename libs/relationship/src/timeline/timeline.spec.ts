import { day, known, on, opened } from '../../../../test/kit/given.js';
import { E, issue, nextBy, open, promise, retracted, update } from '../../../../test/kit/story.js';
import { identityOf, Timeline } from './timeline.js';

const checkIn = on(1, 'CheckInHeld', { key: 'k' });
const mistake = on(2, 'WinCelebrated', { what: 'it', key: 'm' });
const takenBack = retracted(3, mistake);
const timeline = known(open, checkIn, mistake, takenBack);

it('is empty while nothing is on record', () => {
  const nothing = new Timeline();
  expect([nothing.customerId, nothing.openedAt, nothing.profile, nothing.size, nothing.effectiveCount]).toEqual([
    '',
    null,
    null,
    0,
    0,
  ]);
  expect([nothing.lastInteraction(), nothing.erasure, nothing.evidence()]).toEqual([null, null, []]);
});

it('has all that is on record, and what stands of it', () => {
  expect([timeline.customerId, timeline.openedAt, timeline.size, timeline.effectiveCount]).toEqual([
    'acme',
    day(0),
    4,
    2,
  ]);
  expect([...timeline.recorded()]).toEqual([open, checkIn, mistake, takenBack]);
  expect([...timeline.effectiveContacts()]).toEqual([open, checkIn]);
  expect(timeline.contact(mistake.id)).toBe(mistake);
  expect(timeline.contact('nobody')).toBeNull();
  expect([checkIn, mistake].map(({ id }) => timeline.isRetracted(id))).toEqual([false, true]);
});

it('finds a contact by its idempotency key, taken back or not, also one that was added after it was asked', () => {
  const growing = known(open);
  expect(growing.byIdempotencyKey('k')).toBeNull();
  growing.add(checkIn);
  expect(growing.byIdempotencyKey('k')).toBe(checkIn);
  expect(timeline.byIdempotencyKey('m')).toBe(mistake);
});

it('finds the contacts that stand as a fact, in the order of their arrival', () => {
  const [first, second] = [promise(1, 9), promise(1, 9, { what: 'other' })];
  const identity = identityOf(first) ?? '';
  expect(known(open, first, second).byIdentity(identity)).toEqual([first, second]);
  expect(known(open, first, second, retracted(2, first)).byIdentity(identity)).toEqual([second]);
  expect(known(open).byIdentity(identity)).toEqual([]);
  expect(identityOf(checkIn)).toBeNull();
});

it('has the last word with the customer, or the opening; a later id decides at one instant, not what arrived last', () => {
  const last = (...contacts: Parameters<typeof known>) => known(...contacts).lastInteraction()?.id;
  expect(last(open)).toBe(open.id);
  expect(last(open, mistake, checkIn)).toBe(mistake.id);
  expect(last(open, mistake, checkIn, takenBack)).toBe(checkIn.id);
  const [a, b] = [on(4, 'CheckInHeld', { id: 'a' }), on(4, 'CheckInHeld', { id: 'b' })];
  expect([last(open, a, b), last(open, b, a)]).toEqual(['b', 'b']);
  expect(last(open, a, on(3.5, 'CheckInHeld', { id: 'z' }))).toBe('a');
  expect(last(open, checkIn, on(5, 'IssueHandedOver', { issueId: 'I' }))).toBe(checkIn.id);
});

it('has for a word with the customer an issue that they raised, not one that we raised', () => {
  const [theirs, ours] = [issue(2, { raisedBy: 'CUSTOMER' }), issue(3, { issueId: 'J' })];
  expect(known(open, theirs, ours).lastInteraction()?.id).toBe(theirs.id);
});

it('says until when something is put off, by the last word of it', () => {
  const put = (days: number, until: number | null, obligationId = 'O') =>
    on(days, 'ObligationDeferred', {
      obligationId,
      reason: 'r',
      ...(until === null ? {} : { until: new Date(day(until)).toISOString() }),
    });
  const until = (now: number, ...contacts: Parameters<typeof known>) =>
    known(open, ...contacts).deferredUntil('O', day(now));
  expect(until(5, put(1, 9))).toBe(day(9));
  expect(until(5, put(1, null))).toBe(Infinity);
  expect(until(5, put(1, null), put(2, 6))).toBe(day(6));
  expect(until(5, put(2, 6), put(1, null))).toBe(day(6));
  expect(until(5, put(1, 9, 'P'))).toBeNull();
  expect(until(9, put(1, 9))).toBeNull();
  expect(until(1.5, put(2, 9))).toBeNull();
  expect(until(2, put(2, 9))).toBe(day(9));
  expect(until(5, on(1, 'ObligationLapsed', { obligationId: 'O', kind: 'UPDATE' }))).toBeNull();
});

it('says what a contact on record is about, where that is on record too', () => {
  const [said, lost] = [update(2, { ...E, ...nextBy(3) }), update(2, { about: { issueId: 'nobody-said' } })];
  const history = known(open, promise(1, 9), said, lost);
  expect(history.targetOfContact(said.id)).toBe('expectation:E');
  expect(history.targetOfContact(lost.id)).toBeNull();
  expect(history.targetOfContact('nobody')).toBeNull();
  expect(history.matterOfContact(said.id).expectation('E')).not.toBeNull();
  expect(history.matterOfContact('nobody').expectations).toEqual([]);
});

it('says since when something stands: an issue from when we detected it', () => {
  const history = known(open, issue(3, { detectedAt: new Date(day(2)).toISOString() }));
  expect(history.isDeclared('issue:I')).toBe(true);
  expect(history.isDeclared('issue:J')).toBe(false);
  expect([1.9, 2, 3].map((days) => history.wasDeclared('issue:I', day(days)))).toEqual([false, true, true]);
  expect(history.wasDeclared('issue:J', day(9))).toBe(false);
});

it('knows the people it was told of, until they are taken back', () => {
  const added = on(1, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role: 'USER' });
  expect(known(open, added).stakeholder('S')).toEqual({ stakeholderId: 'S', role: 'USER' });
  expect(known(open, added).isStakeholder('T')).toBe(false);
  expect(known(open, added, retracted(2, added)).isStakeholder('S')).toBe(false);
  expect(known(open, on(1, 'CheckInHeld', { stakeholderId: 'S' })).isStakeholder('S')).toBe(false);
  // The retraction may arrive first.
  expect(Timeline.of([open, retracted(2, added), added]).isStakeholder('S')).toBe(false);
});

it('says whether a need is waited for: from when it was asked for, until it is fulfilled, whatever else is said of it', () => {
  const asked = on(1, 'RequestDeclined', { requestId: 'R', needId: 'N' });
  const word = on(2, 'StatusUpdateGiven', { about: { needId: 'N' } });
  const waits = (at: number, ...more: Parameters<typeof known>) =>
    known(open, asked, word, ...more).isWaitingFor('N', day(at));
  expect([0.9, 1, 1.5, 2, 3].map((at) => waits(at))).toEqual([false, true, true, true, true]);
  expect(waits(9, on(3, 'NeedFulfilled', { needId: 'N' }))).toBe(false);
});

it('reads what was informed in time anew, too, where the time to inform is agreed otherwise', () => {
  const told = on(1.3, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' });
  const agreed = on(0.5, 'RelationshipUpdated', { noticeHours: 24 });
  const history = known(opened(0, { noticeHours: 4 }), issue(1), told);
  const inTime = () => history.evidence().map(({ recovery }) => recovery?.informedWithinNotice);
  expect(inTime()).toEqual([false]);
  history.add(agreed);
  expect(inTime()).toEqual([true]);
  history.add(retracted(2, agreed));
  expect(inTime()).toEqual([false]);
});

describe('what is about something that nobody declared', () => {
  const nobody = { about: { needId: 'nobody-asked' } };
  it('is about nothing in particular: a word of it is the word that was promised', () => {
    const history = known(open, update(1, nextBy(3)), update(2, nobody));
    expect(history.evidence().map((entry) => entry.class)).toEqual(['status_update', 'status_update']);
    const before = known(open, update(1, nextBy(3)));
    const { lost, gained } = before.preview([update(2, nobody)]);
    expect(lost.map((entry) => entry.class).sort()).toEqual(['status_update', 'update_owed_not_sent']);
    expect(gained.map((entry) => entry.class)).toEqual(['status_update', 'status_update']);
  });
  it('moves to it once it is declared, and back when that is taken back', () => {
    const [said, promised] = [update(2, { ...E, ...nextBy(3) }), promise(1, 9)];
    const history = known(open, said, update(2.5));
    const owed = () => history.evidence().filter((entry) => entry.class === 'update_owed_not_sent').length;
    expect(owed()).toBe(0);
    history.add(promised);
    expect(owed()).toBe(1);
    history.add(retracted(4, promised));
    expect(owed()).toBe(0);
  });
});

it('takes back anything but a retraction, an erasure, a marker, and the opening while contacts stand on it', () => {
  const word = on(1, 'CheckInHeld');
  const final = [
    retracted(2, word),
    on(2, 'CustomerErased'),
    on(2, 'ObligationLapsed', { obligationId: 'O', kind: 'UPDATE' }),
    on(2, 'BandCrossed', { from: 'WATCH', to: 'HEALTHY', model: 'm' }),
  ];
  expect(final.map((each) => known(open, word).isRetractable(each))).toEqual([false, false, false, false]);
  expect([open, word].map((each) => known(open, word).isRetractable(each))).toEqual([false, true]);
  expect(known(open).isRetractable(open)).toBe(true);
});

it('knows a contact again, and from then on where it stands in the log', () => {
  const checkedIn = { ...checkIn, position: null };
  const twice = known(open, checkedIn);
  twice.add({ ...checkIn, position: 7n });
  twice.add(checkedIn);
  expect(twice.size).toBe(2);
  expect(twice.contact(checkIn.id)?.position).toBe(7n);
  expect(twice.evidence()).toMatchObject([{ causeEventId: checkIn.id, place: 7 }]);
});

it('lets a contact take its place among others of its instant once it is on record', () => {
  const cem = { ...on(1, 'OwnerAssigned', { owner: 'cem' }), position: null };
  const bea = { ...on(1, 'OwnerAssigned', { owner: 'bea' }), position: 5n };
  const timeline = known(open, cem, bea);
  expect(timeline.profile?.owner).toBe('cem');
  timeline.add({ ...cem, position: 4n });
  expect(timeline.profile?.owner).toBe('bea');
});

it('reads every matter anew where the time to inform is agreed otherwise', () => {
  const history = known(opened(0, { noticeHours: 4 }), issue(1));
  expect(history.matterOf('issue:I').noticeMsAt(day(1))).toBe(4 * 3_600_000);
  history.add(on(0.5, 'RelationshipUpdated', { noticeHours: 8 }));
  expect(history.matterOf('issue:I').noticeMsAt(day(1))).toBe(8 * 3_600_000);
  expect(history.matterOf('issue:I').noticeMsAt(day(0.1))).toBe(4 * 3_600_000);
  // Before the opening it is as agreed last of all; with no opening, as by default.
  expect(history.matterOf('issue:I').noticeMsAt(day(-1))).toBe(8 * 3_600_000);
  expect(new Timeline().matterOf(null).noticeMsAt(day(1))).toBe(4 * 3_600_000);
});

import { day, given, isoDay, known, on, opened } from '../../../../test/kit/given.js';
import { open, retracted } from '../../../../test/kit/story.js';

const closed = (days: number) => on(days, 'RelationshipClosed');
const reopened = (days: number) => on(days, 'RelationshipReopened');

describe('opening', () => {
  it('is taken once', () => expect(given(open).when(opened(1, { name: 'A' }))).toBe('RELATIONSHIP_ALREADY_OPEN'));
  it('is taken again where it was taken back', () =>
    expect(given(open, retracted(1, open)).when(opened(2))).toBe('RECORDED'));
  it('comes before every other contact', () => {
    expect(given(opened(2)).when(on(1, 'CheckInHeld'))).toBe('CUSTOMER_UNKNOWN');
    expect(given(opened(2)).when(on(2, 'CheckInHeld'))).toBe('RECORDED');
  });
  it.each(['RelationshipOpened', 'RelationshipUpdated'] as const)(
    '%s takes a time zone of the IANA database only',
    (type) => {
      const history = type === 'RelationshipOpened' ? [] : [open];
      expect(given(...history).when(on(1, type, { timeZone: 'Mars/Olympus' }))).toBe('TIME_ZONE_UNKNOWN');
      expect(given(...history).field(on(1, type, { timeZone: 'Mars/Olympus' }))).toBe('timeZone');
      for (const timeZone of ['+02:00', '-0500', '+02', '\u221203:00'])
        expect(given(...history).when(on(1, type, { timeZone }))).toBe('TIME_ZONE_UNKNOWN');
      for (const timeZone of ['Europe/Berlin', 'UTC', 'Etc/GMT+2'])
        expect(given(...history).when(on(1, type, { timeZone }))).toBe('RECORDED');
    },
  );
});

describe('a relationship that is older than was known', () => {
  const live = opened(100, { owner: 'ana', cadenceDays: 30 });
  const older = opened(0, { name: 'Late', cadenceDays: 7 });

  it('is opened again at an earlier time, and at no other', () => {
    expect(given(live).when(older)).toBe('RECORDED');
    expect(given(live).when(opened(100, { owner: 'ben' }))).toBe('RELATIONSHIP_ALREADY_OPEN');
    expect(given(live).when(opened(101, { owner: 'ben' }))).toBe('RELATIONSHIP_ALREADY_OPEN');
    expect(given(live, older).when(opened(50))).toBe('RELATIONSHIP_ALREADY_OPEN');
  });
  it('takes its history from then on', () => {
    expect(given(live).when(on(50, 'CheckInHeld'))).toBe('CUSTOMER_UNKNOWN');
    expect(given(live, older).when(on(50, 'CheckInHeld'))).toBe('RECORDED');
  });
  it('keeps the trust that it opened with', () => {
    const stated = opened(100, { openingTrust: 80 });
    expect(known(stated, older).profileAt(day(50))).toMatchObject({ openingTrust: null });
    expect(known(stated, older).profile).toMatchObject({ openingTrust: 80 });
    expect(known(older, stated).profile).toMatchObject({ openingTrust: 80 });
    expect(known(live, opened(0, { openingTrust: 60 })).profile).toMatchObject({ openingTrust: 60 });
    expect(known(stated, opened(0, { openingTrust: 60 })).profile).toMatchObject({ openingTrust: 60 });
    expect(known(stated, older, on(101, 'RelationshipUpdated', { segment: 'key' })).profile?.openingTrust).toBe(80);
    expect(known(stated, older, retracted(101, stated)).profile?.openingTrust).toBeNull();
  });
  it('begins with the earliest opening; what the later one agreed holds from its own time on', () => {
    const history = known(live, older);
    expect(history.profileAt(day(50))).toMatchObject({ openedAt: day(0), owner: null, cadenceDays: 7 });
    expect(history.profile).toMatchObject({ openedAt: day(0), owner: 'ana', cadenceDays: 30, namedBy: older.id });
  });
});

describe('renewal and value', () => {
  const agreed = { renewsAt: isoDay(90), value: { amount: 1200.5, currency: 'EUR' } };
  it.each(['RelationshipOpened', 'RelationshipUpdated'] as const)(
    '%s takes a value in a currency of ISO 4217 only',
    (type) => {
      const history = type === 'RelationshipOpened' ? [] : [open];
      const worth = (currency: string) => on(1, type, { value: { amount: 1, currency } });
      expect(given(...history).when(on(1, type, agreed))).toBe('RECORDED');
      for (const currency of ['eur', 'EURO', 'QQQ', '']) {
        expect(given(...history).when(worth(currency))).toBe('CURRENCY_UNKNOWN');
        expect(given(...history).field(worth(currency))).toBe('value.currency');
      }
    },
  );
  it('stand in the profile until they are said anew, each by itself', () => {
    expect(known(open).profile).toMatchObject({ renewsAt: null, value: null });
    const opening = opened(0, agreed);
    expect(known(opening).profile).toMatchObject({ renewsAt: Date.parse(isoDay(90)), value: agreed.value });
    const dearer = { amount: 99, currency: 'USD' };
    const later = known(opening, on(1, 'RelationshipUpdated', { value: dearer }));
    expect(later.profile).toMatchObject({ renewsAt: Date.parse(isoDay(90)), value: dearer });
    expect(known(opening, on(1, 'RelationshipUpdated', { renewsAt: isoDay(-5) })).profile).toMatchObject({
      renewsAt: Date.parse(isoDay(-5)),
      value: agreed.value,
    });
  });
});

describe('a closed relationship', () => {
  it('takes no contacts', () => expect(given(open, closed(1)).when(on(1, 'CheckInHeld'))).toBe('RELATIONSHIP_CLOSED'));
  it('is not closed twice', () => expect(given(open, closed(1)).when(closed(2))).toBe('RELATIONSHIP_CLOSED'));
  it('takes an outcome, a retraction and an erasure', () => {
    const checkIn = on(0.5, 'CheckInHeld');
    const then = given(open, checkIn, closed(1));
    expect(then.when(on(2, 'OutcomeObserved', { kind: 'LEFT' }))).toBe('RECORDED');
    expect(then.when(retracted(2, checkIn))).toBe('RECORDED');
    expect(then.when(on(2, 'CustomerErased'))).toBe('RECORDED');
  });
  it('takes what happened before it was closed', () =>
    expect(given(open, closed(2)).when(on(1, 'CheckInHeld'))).toBe('RECORDED'));
  it('takes contacts again once reopened, and is then not closed', () => {
    expect(given(open, closed(1), reopened(2)).when(on(3, 'CheckInHeld'))).toBe('RECORDED');
    expect(given(open, closed(1), reopened(2)).when(on(1.5, 'CheckInHeld'))).toBe('RELATIONSHIP_CLOSED');
    expect(given(open, closed(1), reopened(2)).when(reopened(3))).toBe('RELATIONSHIP_NOT_CLOSED');
  });
});

describe('what was agreed', () => {
  it('changes by what an update says; what it leaves out stays', () => {
    const agreed = opened(0, { segment: 'SMB', cadenceDays: 30 });
    const { profile } = known(agreed, on(1, 'RelationshipUpdated', { cadenceDays: 14, noticeHours: 8 }));
    expect(profile).toMatchObject({ segment: 'SMB', cadenceDays: 14, noticeMs: 8 * 3_600_000, timeZone: 'UTC' });
  });
  it('has holiday cover beside the owner, who stays', () => {
    const cover = on(1, 'OwnerAssigned', { owner: 'ben', until: isoDay(8) });
    expect(known(opened(0, { owner: 'ana' }), cover).profile).toMatchObject({ owner: 'ana', cover: { owner: 'ben' } });
    expect(known(open, on(1, 'OwnerAssigned', { owner: 'ben' })).profile).toMatchObject({ owner: 'ben', cover: null });
  });
  it('takes an owner for good, and cover that ends after it begins', () => {
    expect(given(open).when(on(1, 'OwnerAssigned', { owner: 'ben' }))).toBe('RECORDED');
    expect(given(open).when(on(1, 'OwnerAssigned', { owner: 'ben', until: isoDay(1.1) }))).toBe('RECORDED');
  });
  it('refuses cover that ends before it begins', () =>
    expect(given(open).when(on(1, 'OwnerAssigned', { owner: 'ben', until: isoDay(1) }))).toBe('DUE_IN_PAST'));
  it('stood otherwise in the past', () => {
    const timeline = known(
      opened(0, { segment: 'A' }),
      on(2, 'RelationshipUpdated', { segment: 'B' }),
      on(3, 'RelationshipClosed'),
    );
    expect(timeline.profileAt(Date.parse(isoDay(1)))?.segment).toBe('A');
    expect(timeline.profileAt(Date.parse(isoDay(2)))?.segment).toBe('B');
    expect(timeline.profileAt(Date.parse(isoDay(-1)))).toBeNull();
  });
});

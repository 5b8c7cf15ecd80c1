import { day, isoDay, on, onUnchecked, opened, type Said } from '../../../../test/kit/given.js';
import { HOUR_MS } from '../facts/instant.js';
import { ProfileHistory } from './profile-history.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { CATALOG } from '../contacts/catalog.js';

const of = (...contacts: readonly RecordedContact[]) => {
  const history = new ProfileHistory();
  for (const contact of contacts) history.add(contact);
  return history;
};
const updated = (days: number, facts: Said<'RelationshipUpdated'>) => on(days, 'RelationshipUpdated', facts);
const closed = (days: number) => on(days, 'RelationshipClosed');
const reopened = (days: number) => on(days, 'RelationshipReopened');
const whole = opened(1, {
  name: 'Acme',
  segment: 'SMB',
  owner: 'ana',
  cadenceDays: 30,
  noticeHours: 8,
  timeZone: 'Asia/Kolkata',
  openingTrust: 55,
});

it('is what the opening says', () => {
  expect(of(whole).now).toEqual({
    segment: 'SMB',
    owner: 'ana',
    cover: null,
    cadenceDays: 30,
    noticeMs: 8 * HOUR_MS,
    timeZone: 'Asia/Kolkata',
    openingTrust: 55,
    renewsAt: null,
    value: null,
    namedBy: whole.id,
    openedAt: day(1),
    closed: false,
  });
});

it('is as agreed by default where the opening says nothing', () => {
  expect(of(opened(1)).now).toEqual({
    segment: null,
    owner: null,
    cover: null,
    cadenceDays: null,
    noticeMs: 4 * HOUR_MS,
    timeZone: 'UTC',
    openingTrust: null,
    renewsAt: null,
    value: null,
    namedBy: null,
    openedAt: day(1),
    closed: false,
  });
});

it('keeps what an update leaves out, and takes all that it says', () => {
  const nothing = updated(2, {});
  expect(of(whole, nothing).now).toEqual(of(whole).now);
  const all = updated(2, { name: 'A', segment: 'B', owner: 'ben', cadenceDays: 1, noticeHours: 1, timeZone: 'UTC' });
  expect(of(whole, all).now).toMatchObject({
    namedBy: all.id,
    segment: 'B',
    owner: 'ben',
    cadenceDays: 1,
    noticeMs: HOUR_MS,
    timeZone: 'UTC',
    openingTrust: 55,
  });
});

it('is null before the opening, as the facts have it then, and once the opening is gone', () => {
  const history = of(updated(3, { segment: 'B' }), whole, updated(2, { segment: 'A' }));
  expect(history.times).toEqual([day(1), day(2), day(3)]);
  const segmentAt = (days: number) => history.at(day(days))?.segment;
  expect([0.9, 1, 1.9, 2, 2.9, 3, 4].map(segmentAt)).toEqual([undefined, 'SMB', 'SMB', 'A', 'A', 'B', 'B']);
  expect(history.at(day(0.9))).toBeNull();
  history.remove('another');
  expect(history.now?.segment).toBe('B');
  history.remove(whole.id);
  expect(history.now).toBeNull();
  expect(new ProfileHistory().at(day(1))).toBeNull();
});

it('forgets what is taken back', () => {
  const later = updated(2, { segment: 'A' });
  const history = of(whole, later);
  history.remove(later.id);
  expect(history.now?.segment).toBe('SMB');
  expect(history.times).toEqual([day(1)]);
});

it('has the opening first among facts of one instant, then the order of their ids, whatever arrives first', () => {
  const [a, b] = [updated(1, { id: 'a', segment: 'A' }), updated(1, { id: 'b', segment: 'B' })];
  expect(of(b, a, whole).now?.segment).toBe('B');
  expect(of(a, whole, b).now?.segment).toBe('B');
  expect(of(whole, updated(0.5, { segment: 'too early' })).now?.segment).toBe('SMB');
});

it('is closed until it is reopened', () => {
  const history = of(whole, closed(2), reopened(3));
  expect([1, 2, 2.9, 3].map((days) => history.at(day(days))?.closed)).toEqual([false, true, true, false]);
});

it('has an owner for good, who ends any cover, or one who stands in until a time', () => {
  const cover = on(2, 'OwnerAssigned', { owner: 'ben', until: isoDay(9) });
  expect(of(whole, cover).now).toMatchObject({ owner: 'ana', cover: { owner: 'ben', until: day(9) } });
  expect(of(whole, cover, on(3, 'OwnerAssigned', { owner: 'eva' })).now).toMatchObject({ owner: 'eva', cover: null });
});

it('is shaped by five contacts and no other', () => {
  const shaping = CATALOG.map(({ type }) => type).filter((type) => ProfileHistory.isShaping(onUnchecked(1, type)));
  expect(shaping).toEqual([
    'RelationshipOpened',
    'RelationshipUpdated',
    'RelationshipClosed',
    'RelationshipReopened',
    'OwnerAssigned',
  ]);
});

it('says what it would be with a contact more or fewer, in the order of facts, and stays as it is', () => {
  const given = on(3, 'OwnerAssigned', { owner: 'bob' });
  const history = of(whole, given);
  const ownerWith = (added: readonly RecordedContact[], ...without: readonly string[]) =>
    history.nowWith(added, new Set(without))?.owner;
  expect(ownerWith([updated(4, { owner: 'eve' })])).toBe('eve');
  expect(ownerWith([updated(2, { owner: 'eve' })])).toBe('bob');
  expect(ownerWith([updated(2, { owner: 'eve' })], given.id)).toBe('eve');
  expect(ownerWith([on(4, 'CheckInHeld')], given.id)).toBe('ana');
  expect(ownerWith([], whole.id, given.id)).toBeUndefined();
  expect(history.now?.owner).toBe('bob');
});

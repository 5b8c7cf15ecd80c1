import fc from 'fast-check';
import { DAY_MS, decide, Timeline, type RecordedContact } from '#relationship';
import { DAY_ZERO, onUnchecked, opened } from '../kit/given.js';
import { wishFacts } from './wish-facts.js';
import { aWish, HALF_DAY_MS, LAST_DAY, type Wish } from './wishes.js';

/** Event ids follow neither the order of happening nor that of arrival. */
const eventId = (chance: number, index: number): string =>
  `${String(chance).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** The contact that a wish would be. @param index tells it from the others @param log what it may refer to */
export const contactOf = (wish: Wish, index: number, log: readonly RecordedContact[]): RecordedContact =>
  onUnchecked(wish.at / DAY_MS, wish.type, {
    ...wishFacts(wish, log),
    id: eventId(wish.chance, index),
    key: `key-${index}`,
    recordedAt: DAY_ZERO + wish.at + wish.lag,
  });

/** The log that arises when all of this is wanted: what the rules take, in the order in which it was recorded. */
export function logOf(openingTrust: number | null, wishes: readonly Wish[]): RecordedContact[] {
  const log = [openingWith(openingTrust)];
  const timeline = Timeline.of(log);
  const arrivals = wishes.map((wish, index) => ({ wish, index: index + 1, recordedAt: wish.at + wish.lag }));
  arrivals.sort((a, b) => a.recordedAt - b.recordedAt || a.index - b.index);
  for (const { wish, index } of arrivals) {
    const wanted = contactOf(wish, index, log);
    if (decide(timeline, wanted).is !== 'RECORDED') continue;
    const contact = { ...wanted, position: BigInt(log.length + 1) };
    log.push(contact);
    timeline.add(contact);
  }
  return log;
}

const openingWith = (openingTrust: number | null): RecordedContact => ({
  ...opened(0, {
    id: eventId(0, 0),
    key: 'key-0',
    noticeHours: 12,
    ...(openingTrust === null ? {} : { openingTrust }),
  }),
  position: 1n,
});

export const anOpeningTrust = fc.option(fc.integer({ min: 5, max: 95 }));
export const someWishes = fc.noBias(fc.array(aWish(), { maxLength: 30, size: 'max' }));

/** Valid histories of one relationship, in the order of their recording. */
export const aLog = fc.tuple(anOpeningTrust, someWishes).map(([openingTrust, wishes]) => logOf(openingTrust, wishes));

/** Moments amid and after a history, many of them the very instants at which something happens. */
export const aMoment = fc
  .tuple(fc.integer({ min: 1, max: 2 * (LAST_DAY + 80) }), fc.constantFrom(0, 0, 1, -1, 7_777_777))
  .map(([halfDays, off]) => DAY_ZERO + halfDays * HALF_DAY_MS + off);

/** A log and one more contact of one of these types, said last of all; the rules may refuse it. */
export const aLogAndOneMore = (...types: readonly string[]) =>
  fc
    .tuple(aLog, aWish(fc.constantFrom(...types)))
    .map(([log, wish]) => [log, contactOf({ ...wish, lag: 365 * DAY_MS }, 1000, log)] as const);

/** The same, where the rules take it. */
export const aLogAndOneMoreTaken = (...types: readonly string[]) =>
  aLogAndOneMore(...types).filter(([log, more]) => decide(Timeline.of(log), more).is === 'RECORDED');

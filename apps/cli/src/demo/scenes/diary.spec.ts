import { DAY_MS, HOUR_MS } from '#relationship';
import { Chance } from './chance.js';
import { Diary, type Entry } from './diary.js';

const DAY_ZERO = Date.UTC(2026, 0, 5, 9);
const diary = (): Diary => new Diary('acme', Chance.sources(1).next().value);
const note = (key: string, days: number, more: Partial<Entry<'CheckInHeld'>> = {}): Entry<'CheckInHeld'> => ({
  type: 'CheckInHeld',
  at: DAY_ZERO + days * DAY_MS,
  by: 'am',
  key,
  facts: {},
  ...more,
});
const keys = (kept: Diary, days: number): string[] =>
  kept.until(DAY_ZERO + days * DAY_MS).map(({ idempotencyKey }) => idempotencyKey);

describe('the diary', () => {
  it('records in the order in which things happened, save what was remembered late', () => {
    const kept = diary();
    kept.write(note('late', 1, { recordedAt: DAY_ZERO + 5 * DAY_MS }));
    kept.write(note('second', 2));
    kept.write(note('first', 0));
    expect(keys(kept, 9)).toEqual(['first', 'second', 'late']);
  });

  it('never records two contacts at once, nor one before it happened', () => {
    const kept = diary();
    for (const key of ['a', 'b', 'c']) kept.write(note(key, 1));
    const contacts = kept.until(DAY_ZERO + 2 * DAY_MS);
    expect(new Set(contacts.map(({ recordedAt }) => recordedAt)).size).toBe(3);
    for (const { recordedAt, occurredAt } of contacts) expect(recordedAt).toBeGreaterThan(occurredAt);
  });

  it('holds what is on record when the year ends', () => {
    const kept = diary();
    kept.write(note('before', 1));
    kept.write(note('unwritten', 1, { recordedAt: DAY_ZERO + 3 * DAY_MS }));
    kept.write(note('after', 3));
    expect(keys(kept, 2)).toEqual(['before']);
  });

  it('holds nothing of a time in which the relationship was closed, nor its retraction', () => {
    const kept = diary();
    kept.close(DAY_ZERO + DAY_MS, DAY_ZERO + 4 * DAY_MS);
    kept.write(note('closed', 2));
    kept.write({ ...note('retraction', 5), type: 'ContactRetracted', facts: { contactId: 'x' }, retracts: 'closed' });
    kept.write(note('reopened', 6));
    expect(keys(kept, 9)).toEqual(['reopened']);
  });

  it('forgets how the customer felt long ago', () => {
    const kept = diary();
    kept.impress(DAY_ZERO, -3);
    kept.impress(DAY_ZERO + 100 * DAY_MS, 1);
    expect(kept.goodwill(DAY_ZERO - HOUR_MS)).toBe(0);
    expect(kept.goodwill(DAY_ZERO + 150 * DAY_MS)).toBe(-2);
    expect(kept.goodwill(DAY_ZERO + 300 * DAY_MS)).toBe(1);
  });
});

import type { RecordedContact } from '../facts/recorded-contact.js';
import { given, isoDay, on, opened, type Said } from '../../../../test/kit/given.js';
import { nextBy, open, TICK, update } from '../../../../test/kit/story.js';

const promised = update(1, nextBy(5));
const obligationId = `UPDATE:${promised.id}`;
const deferred = (days: number, facts: Partial<Said<'ObligationDeferred'>> = {}) =>
  on(days, 'ObligationDeferred', { obligationId, reason: 'they are away', ...facts });

describe('deferring', () => {
  it('needs something owed at that time', () => {
    expect(given(open).when(deferred(2))).toBe('OBLIGATION_UNKNOWN');
    expect(given(open, promised, update(3)).when(deferred(4))).toBe('OBLIGATION_UNKNOWN');
    expect(given(open, promised).when(deferred(2))).toBe('RECORDED');
  });
  it('is judged by what was owed then, not by what is owed now', () => {
    expect(given(open, promised, update(3)).when(deferred(2))).toBe('RECORDED');
    expect(given(open, promised).when(deferred(0.5))).toBe('OBLIGATION_UNKNOWN');
  });
  it('may put off the contact that is owed in a segment, whatever the cadence; where there is none, nothing is', () => {
    const inSegment = opened(0, { segment: 'SMB' });
    const checkIn = (opening: RecordedContact) => deferred(2, { obligationId: `CHECK_IN:${opening.id}` });
    expect(given(inSegment).when(checkIn(inSegment))).toBe('RECORDED');
    expect(given(open).when(checkIn(open))).toBe('OBLIGATION_UNKNOWN');
    expect(given().when(checkIn(open))).toBe('CUSTOMER_UNKNOWN');
  });
  it('ends after it begins', () => {
    expect(given(open, promised).when(deferred(2, { until: isoDay(2) }))).toBe('DUE_IN_PAST');
    expect(given(open, promised).when(deferred(2, { until: isoDay(2 + TICK) }))).toBe('RECORDED');
  });
  it('does not move the score', () => {
    const history = [open, promised];
    expect(given(...history, deferred(2)).evidence()).toEqual(given(...history).evidence());
    expect(given(...history).evidence()).toContainEqual(['update_owed_not_sent', 5]);
  });
});

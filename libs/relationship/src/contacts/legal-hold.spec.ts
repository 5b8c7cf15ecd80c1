import { given, known, on } from '../../../../test/kit/given.js';
import { open, retracted } from '../../../../test/kit/story.js';

const hold = (days: number, holdId: string) => on(days, 'LegalHoldSet', { holdId, reason: 'A claim' });
const lift = (days: number, holdId: string) => on(days, 'LegalHoldLifted', { holdId });
const erase = (days: number) => on(days, 'CustomerErased');
const [first, other] = [hold(2, 'H'), hold(3, 'I')];

it('keeps the customer from being erased until the last hold is lifted, whatever the order in which they are read', () => {
  expect(given(open, first).when(erase(4))).toBe('UNDER_LEGAL_HOLD');
  expect(given(open, first, other, lift(4, 'H')).when(erase(5))).toBe('UNDER_LEGAL_HOLD');
  expect(given(open, first, other, lift(4, 'H'), lift(5, 'I')).when(erase(6))).toBe('RECORDED');
  expect(given(open, lift(4, 'H'), first).when(erase(5))).toBe('RECORDED');
  expect(known(open, first, other, lift(4, 'H')).legalHolds).toEqual(['I']);
});

it('holds against an erasure that states a time before it, and on a relationship that is closed', () => {
  expect(given(open, first).when(erase(1))).toBe('UNDER_LEGAL_HOLD');
  const closed = on(1, 'RelationshipClosed');
  expect(given(open, closed).when(first)).toBe('RECORDED');
  expect(given(open, closed, first).when(lift(3, 'H'))).toBe('RECORDED');
});

it('is lifted for good, and taken back by nobody: neither the hold nor its end can be retracted', () => {
  const lifted = lift(4, 'H');
  expect(given(open, first).when(retracted(5, first))).toBe('CONTACT_NOT_RETRACTABLE');
  expect(given(open, first, lifted).when(retracted(5, lifted))).toBe('CONTACT_NOT_RETRACTABLE');
  expect(given(open, first).when(hold(5, 'H'))).toBe('REPEATED');
  expect(given(open, first, lifted).when(hold(5, 'H'))).toBe('HOLD_ALREADY_SET');
  expect(given(open, first, lifted).when(lift(5, 'H'))).not.toBe('RECORDED');
});

it('names the holds where it refuses, so that they can be lifted', () => {
  expect(given(open, first, other).refusal(erase(4))?.message).toContain('(H, I)');
});

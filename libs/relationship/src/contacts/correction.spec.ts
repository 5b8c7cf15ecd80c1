import { given, known, on, opened } from '../../../../test/kit/given.js';
import { open, retracted } from '../../../../test/kit/story.js';

const checkIn = on(1, 'CheckInHeld');

describe('taking a contact back', () => {
  it('needs one on record', () => expect(given(open).when(retracted(2, checkIn))).toBe('CONTACT_UNKNOWN'));
  it('is done once; saying it again adds nothing', () => {
    const history = [open, checkIn, retracted(2, checkIn)];
    expect(given(...history).when(on(3, 'ContactRetracted', { contactId: checkIn.id }))).toBe(
      'CONTACT_ALREADY_RETRACTED',
    );
    expect(given(...history).when(retracted(3, checkIn))).toBe('REPEATED');
  });
  it('is itself for good', () => {
    const mistake = retracted(2, checkIn);
    expect(given(open, checkIn, mistake).when(retracted(3, mistake))).toBe('CONTACT_NOT_RETRACTABLE');
  });
  it('is not done to a marker', () => {
    const lapsed = on(1, 'ObligationLapsed', { obligationId: 'O', kind: 'UPDATE' });
    const crossed = on(1, 'BandCrossed', { from: 'WATCH', to: 'HEALTHY', model: 'm' });
    expect(given(open, lapsed).when(retracted(2, lapsed))).toBe('CONTACT_NOT_RETRACTABLE');
    expect(given(open, crossed).when(retracted(2, crossed))).toBe('CONTACT_NOT_RETRACTABLE');
  });
  it('is done to the opening only while no contact stands on it', () => {
    expect(given(open).when(retracted(2, open))).toBe('RECORDED');
    expect(given(open, checkIn).when(retracted(2, open))).toBe('CONTACT_NOT_RETRACTABLE');
    expect(given(open, checkIn, retracted(2, checkIn)).when(retracted(3, open))).toBe('RECORDED');
  });
  it('leaves no relationship where it was the opening', () => {
    const history = [open, retracted(1, open)];
    expect(known(...history).profile).toBeNull();
    expect(given(...history).when(on(2, 'CheckInHeld'))).toBe('CUSTOMER_UNKNOWN');
  });
  it('may be done of a contact recorded late, and before it happened by the clock of happening', () => {
    const late = on(5, 'CheckInHeld');
    expect(given(open, late).when(retracted(4, late))).toBe('RECORDED');
  });
});

describe('after an erasure', () => {
  const erased = on(2, 'CustomerErased');
  it.each([checkIn, opened(3), retracted(3, checkIn), on(3, 'OutcomeObserved', { kind: 'LEFT' })])(
    '$type is not taken any more',
    (contact) => expect(given(open, checkIn, erased).when(contact)).toBe('CUSTOMER_ERASED'),
  );
  it('another adds nothing', () => expect(given(open, erased).when(on(3, 'CustomerErased'))).toBe('REPEATED'));
  it('the score stays', () => expect(given(open, checkIn, erased).evidence()).toEqual(given(open, checkIn).evidence()));
});

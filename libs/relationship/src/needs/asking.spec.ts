import { day, known, on } from '../../../../test/kit/given.js';
import { declined, open, retracted } from '../../../../test/kit/story.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { askingsOf } from './asking.js';

const asked = (days: number, requestId: string, facts = {}) =>
  on(days, 'RequestReceived', { requestId, needId: 'N', ...facts });
const no = (days: number, requestId: string, facts = {}) => declined(days, { requestId, needId: 'N', ...facts });
const answered = (days: number, requestId: string, accepted: boolean) =>
  on(days, 'AlternativeAnswered', { requestId, accepted });
const fulfilled = (days: number) => on(days, 'NeedFulfilled', { needId: 'N' });

const askings = (...history: RecordedContact[]) => askingsOf(known(open, ...history));
const asking = (...history: RecordedContact[]) => askings(...history)[0];

describe('how a customer asked for a need', () => {
  it('counts a request that was received and then declined once', () =>
    expect(asking(asked(1, 'R'), no(2, 'R'), no(5, 'S'))).toMatchObject({
      needId: 'N',
      timesAsked: 2,
      firstAskedAt: day(1),
      lastAskedAt: day(5),
      waitingSince: day(1),
      fulfilledAt: null,
    }));

  it('says of each need by itself', () => {
    const history = [no(2, 'R', { needId: 'B' }), no(1, 'S', { needId: 'A' }), declined(3, { requestId: 'T' })];
    expect(askings(...history).map(({ needId, timesAsked }) => [needId, timesAsked])).toEqual([
      ['A', 1],
      ['B', 1],
    ]);
  });

  it('stands in the order of the ids of the needs', () => {
    const history = ['C', 'A', 'D', 'B'].map((needId, n) => no(1, `R${n}`, { needId }));
    expect(askings(...history).map(({ needId }) => needId)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('counts the alternatives that were taken, as last answered', () => {
    const history = [no(1, 'R'), no(1, 'S'), no(1, 'T'), answered(2, 'R', true), answered(2, 'S', false)];
    expect(asking(...history)?.alternativesAccepted).toBe(1);
    expect(asking(...history, answered(3, 'S', true), answered(3, 'R', false))?.alternativesAccepted).toBe(1);
  });

  it('waits from the first request that is not answered yet', () => {
    const history = [no(1, 'R'), no(2, 'S'), fulfilled(3)];
    expect(asking(...history)).toMatchObject({ waitingSince: null, fulfilledAt: day(3) });
    expect(asking(...history, no(4, 'T'), no(5, 'U'))).toMatchObject({ waitingSince: day(4), timesAsked: 4 });
  });

  it.each(['RelationshipClosed', 'CustomerErased'] as const)('waits no longer after %s', (type) => {
    expect(asking(no(1, 'R'), on(2, type))?.waitingSince).toBeNull();
  });

  it('waits again when the relationship is reopened', () =>
    expect(asking(no(1, 'R'), on(2, 'RelationshipClosed'), on(3, 'RelationshipReopened'))?.waitingSince).toBe(day(1)));

  it('is forgotten when every request for it is taken back', () => {
    const request = no(1, 'R');
    expect(askings(request, retracted(2, request))).toEqual([]);
    expect(asking(request, no(2, 'S'), retracted(3, request))?.waitingSince).toBe(day(2));
  });

  it('names the last request, and the last that says the need in words', () => {
    const [worded, wordless] = [no(1, 'R', { need: 'to see their parts on the way' }), no(2, 'S')];
    const history = [wordless, worded];
    expect(asking(...history)).toMatchObject({
      lastRequestContactId: wordless.id,
      wordedByContactId: worded.id,
    });
    expect(asking(...history, on(3, 'CustomerErased'))?.wordedByContactId).toBeNull();
    expect(asking(wordless)?.wordedByContactId).toBeNull();
  });

  it('does not depend on the order of arrival', () => {
    const history = [asked(1, 'R'), no(2, 'R'), fulfilled(3), no(4, 'S'), answered(5, 'S', true)];
    expect(askings(...[...history].reverse())).toEqual(askings(...history));
  });
});

describe('what is fulfilled at an instant', () => {
  it.each([
    ['1', '2'],
    ['2', '1'],
  ])('answers what was asked at that instant, whichever id comes first (%s, %s)', (askId, fulfilledId) => {
    const history = [no(1, 'R', { id: askId }), on(1, 'NeedFulfilled', { id: fulfilledId, needId: 'N' })];
    expect(asking(...history)?.waitingSince).toBeNull();
    expect(known(open, ...history).isWaitingFor('N', day(1))).toBe(false);
    expect(known(open, ...history).isWaitingFor('N', day(1) - 1)).toBe(false);
  });
});

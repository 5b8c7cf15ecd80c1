import { given, known, on, type Said } from '../../../../test/kit/given.js';
import { declined, open, retracted } from '../../../../test/kit/story.js';

const asked = (days: number, facts: Partial<Said<'RequestReceived'>> = {}) =>
  on(days, 'RequestReceived', { requestId: 'R', ...facts });
const answered = (days: number, facts: Partial<Said<'AlternativeAnswered'>> = {}) =>
  on(days, 'AlternativeAnswered', { requestId: 'R', accepted: true, ...facts });
const MONDAY = { alternatives: [{ kind: 'LATER', what: 'Monday' }] } as const;

describe('a request', () => {
  it('is recorded once for each id', () =>
    expect(given(open, asked(1)).when(asked(2, { note: 'n' }))).toBe('REQUEST_ALREADY_RECORDED'));
  it('is recorded once, whenever it was; also after it was declined, but not of before', () => {
    expect(given(open, asked(3)).when(asked(1, { note: 'n' }))).toBe('REQUEST_ALREADY_RECORDED');
    expect(given(open, declined(1)).when(asked(2))).toBe('REQUEST_ALREADY_RECORDED');
    expect(given(open, declined(3)).when(asked(1))).toBe('RECORDED');
    expect(given(open, on(1, 'RequestReceived', { requestId: 'S' })).when(asked(2))).toBe('RECORDED');
  });
  it('may be declined without having been recorded', () => expect(given(open).when(declined(1))).toBe('RECORDED'));
  it('is declined once', () => {
    expect(given(open, asked(1), declined(2)).when(declined(3, { reason: 'r' }))).toBe('REQUEST_ALREADY_ANSWERED');
    expect(given(open, asked(1), declined(2)).when(declined(1.5, { reason: 'r' }))).toBe('REQUEST_ALREADY_ANSWERED');
  });
  it('may be declined again where the decline was taken back', () => {
    const mistake = declined(2);
    expect(given(open, mistake, retracted(3, mistake)).when(declined(2, { reason: 'r' }))).toBe('RECORDED');
  });
});

describe('an answer to an alternative', () => {
  it('needs a request', () => expect(given(open).when(answered(1))).toBe('REQUEST_UNKNOWN'));
  it('needs one that was declined by then', () => {
    expect(given(open, asked(1)).when(answered(2))).toBe('NO_ALTERNATIVE_OFFERED');
    expect(given(open, asked(1), declined(3, MONDAY)).when(answered(2))).toBe('NO_ALTERNATIVE_OFFERED');
    expect(given(open, asked(1), declined(2, MONDAY)).when(answered(2))).toBe('RECORDED');
  });
  it('needs an alternative to answer', () => {
    expect(given(open, declined(1, { reason: 'r' })).when(answered(2))).toBe('NO_ALTERNATIVE_OFFERED');
    expect(given(open, declined(1, { alternatives: [] })).when(answered(2))).toBe('NO_ALTERNATIVE_OFFERED');
  });
  it('is given once', () =>
    expect(given(open, declined(1, MONDAY), answered(2)).when(answered(3, { accepted: false }))).toBe(
      'REQUEST_ALREADY_ANSWERED',
    ));
  it('is no evidence', () =>
    expect(given(open, declined(1, MONDAY), answered(2)).evidence()).toEqual([['decline_with_alternative', 1]]));
});

describe('evidence of a decline', () => {
  it.each(['SUBSTITUTE', 'WORKAROUND', 'REFERRAL', 'ESCALATION', 'LATER'] as const)(
    'with an alternative of kind %s, reason or not: decline_with_alternative',
    (kind) => {
      const offer = { alternatives: [{ kind }] };
      expect(given(open, declined(1, offer)).evidence()).toEqual([['decline_with_alternative', 1]]);
      expect(given(open, declined(1, { ...offer, reason: 'r' })).evidence()).toEqual([['decline_with_alternative', 1]]);
    },
  );
  it('with a reason alone: decline_explained', () =>
    expect(given(open, declined(1, { reason: 'r', alternatives: [] })).evidence()).toEqual([['decline_explained', 1]]));
  it('with neither: decline_plain', () => expect(given(open, declined(1)).evidence()).toEqual([['decline_plain', 1]]));
  it('is none of a request alone', () => expect(given(open, asked(1)).evidence()).toEqual([]));
});

describe('a need', () => {
  it('given in words alone is named by the server', () => {
    const { needId } = declined(1, { need: 'to see it coming' }).data as { needId?: string };
    expect(needId).toMatch(/./);
    expect(known(open, declined(1, { need: 'to see it coming' })).size).toBe(2);
  });
  it('is not named where none was given', () => expect(declined(1).data).not.toHaveProperty('needId'));
});

import { day, isoDay } from '../../../../test/kit/given.js';
import { decideNeed, unfinishedOf, type NeedState } from './decide-need.js';
import { needDefinitionOf, type NeedFact, type NeedFactType } from './need-fact.js';

let made = 0;

function fact<T extends NeedFactType>(type: T, days: number, said: { key?: string; [fact: string]: unknown } = {}) {
  const { key, ...facts } = said;
  made += 1;
  return {
    id: `fact-${made}`,
    type,
    data: { needId: 'N', occurredAt: isoDay(days), ...facts },
    at: day(days),
    recordedAt: day(days),
    recordedBy: 'test',
    position: null,
    correlationId: 'test',
    causationId: null,
    idempotencyKey: key ?? null,
    fingerprint: JSON.stringify([type, facts]),
  } as unknown as NeedFact<T>;
}

const step = (days: number, said = {}) => fact('NeedStepTaken', days, { step: 'asked for budget', ...said });
const begun = (days: number, said = {}) => fact('NeedFulfilmentBegun', days, { change: 'we hired', ...said });

const AWAITED: NeedState = { isKnown: true, isAwaited: true };
const ANSWERED: NeedState = { isKnown: true, isAwaited: false };
const UNKNOWN: NeedState = { isKnown: false, isAwaited: false };

const given = (state: NeedState, ...onRecord: NeedFact[]) => ({
  when: (candidate: NeedFact): string => {
    const decision = decideNeed(onRecord, state, candidate);
    return decision.is === 'REFUSED' ? decision.refusal.code : decision.is;
  },
});

describe.each([
  ['a step', step],
  ['a fulfilment', begun],
])('%s', (_name, said) => {
  it('is taken of a need that somebody waits for', () => {
    expect(given(AWAITED).when(said(1))).toBe('RECORDED');
    expect(given(UNKNOWN).when(said(1))).toBe('NEED_UNKNOWN');
    expect(given(ANSWERED).when(said(1))).toBe('NEED_ALREADY_FULFILLED');
  });
  it('is not taken of the future', () =>
    expect(given(AWAITED).when({ ...said(1), recordedAt: day(1) - 1 })).toBe('OCCURRED_IN_FUTURE'));
  it('is a repeat under the same key, whatever has become of the need since', () => {
    const first = said(1, { key: 'k' });
    for (const state of [AWAITED, ANSWERED, UNKNOWN])
      expect(given(state, first).when({ ...first, id: 'another' })).toBe('REPEATED');
  });
  it('conflicts with other facts under the same key', () => {
    expect(given(AWAITED, said(1, { key: 'k' })).when(said(2, { key: 'k', owner: 'ben' }))).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
    const other = said === step ? begun : step;
    expect(given(AWAITED, other(1, { key: 'k' })).when(said(1, { key: 'k' }))).toBe('IDEMPOTENCY_CONFLICT');
  });
});

it.each(['NeedStepTaken', 'NeedFulfilmentBegun'])('%s declares what it may be refused for', (type) => {
  const met = [
    given(AWAITED).when({ ...step(1), recordedAt: day(1) - 1 }),
    given(UNKNOWN).when(step(1)),
    given(ANSWERED).when(step(1)),
    given(AWAITED, begun(1, { key: 'k' })).when(step(1, { key: 'k' })),
  ];
  expect(needDefinitionOf(type)?.refusals).toEqual(met);
});

it('says of which field it is refused, and that nobody waited', () => {
  const refusal = (state: NeedState, candidate: NeedFact, ...onRecord: NeedFact[]) => {
    const decision = decideNeed(onRecord, state, candidate);
    return decision.is === 'REFUSED' ? [decision.refusal.field, decision.refusal.message] : null;
  };
  expect(refusal(AWAITED, { ...step(1), recordedAt: day(1) - 1 })?.[0]).toBe('occurredAt');
  expect(refusal(UNKNOWN, step(1))?.[0]).toBe('needId');
  expect(refusal(ANSWERED, step(1))).toEqual(['needId', 'Nobody was waiting for the need at that time.']);
  expect(refusal(AWAITED, step(1, { key: 'k' }), begun(1, { key: 'k' }))?.[0]).toBe('idempotencyKey');
});

it('answers a repeat with the fact that is on record, the last of several', () => {
  const [first, second] = [begun(1), begun(2)];
  expect(decideNeed([first, second], ANSWERED, begun(3))).toEqual({ is: 'REPEATED', earlier: second });
  const keyed = step(1, { key: 'k' });
  expect(decideNeed([step(1), keyed], AWAITED, { ...keyed, id: 'another' })).toEqual({
    is: 'REPEATED',
    earlier: keyed,
  });
});

it('is declared under its own type', () => {
  for (const type of ['NeedStepTaken', 'NeedFulfilmentBegun', 'NeedFulfilmentDone'])
    expect(needDefinitionOf(type)?.type).toBe(type);
  expect(needDefinitionOf('NeedForgotten')).toBeNull();
});

it('is no repeat of another fact with the same digest', () => {
  const other = { ...step(1, { key: 'k' }), fingerprint: 'same' };
  const said = { ...begun(1, { key: 'k' }), fingerprint: 'same' };
  expect(given(AWAITED, other).when(said)).toBe('IDEMPOTENCY_CONFLICT');
});

describe('said again without a key', () => {
  it('a fulfilment is a repeat while nobody has come to wait since', () => {
    expect(given(ANSWERED, begun(1)).when(begun(2))).toBe('REPEATED');
    expect(given(AWAITED, begun(1)).when(begun(2))).toBe('RECORDED');
    expect(given(ANSWERED, begun(1)).when(begun(2, { change: 'we bought' }))).toBe('NEED_ALREADY_FULFILLED');
  });
  it('a step is another step', () => {
    expect(given(AWAITED, step(1)).when(step(1))).toBe('RECORDED');
    expect(given(ANSWERED, step(1)).when(step(2))).toBe('NEED_ALREADY_FULFILLED');
  });
});

it('a fulfilment is unfinished until it is said to be done', () => {
  const [first, second] = [begun(1), begun(2)];
  const done = fact('NeedFulfilmentDone', 1, { fulfilmentId: first.id });
  expect(unfinishedOf([first, done, second, step(3)])).toEqual([second]);
});

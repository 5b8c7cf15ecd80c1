import { given, isoDay, on } from '../../../../test/kit/given.js';
import { open, retracted, TICK } from '../../../../test/kit/story.js';

const added = (days: number, role: 'USER' | 'SPONSOR' = 'USER') =>
  on(days, 'StakeholderAdded', { stakeholderId: 'S', name: 'Ana', role });
const felt = (days: number, expiresOn: number) =>
  on(days, 'SentimentRecorded', { level: 'GOOD', reason: 'r', expiresAt: isoDay(expiresOn) });

describe('a stakeholder', () => {
  it('is added once', () => expect(given(open, added(1)).when(added(2, 'SPONSOR'))).toBe('STAKEHOLDER_ALREADY_ADDED'));
  it('is known before a contact names them', () => {
    const named = on(2, 'CheckInHeld', { stakeholderId: 'S' });
    expect(given(open).when(named)).toBe('STAKEHOLDER_UNKNOWN');
    expect(given(open).field(named)).toBe('stakeholderId');
    expect(given(open, added(1)).when(named)).toBe('RECORDED');
  });
  it('is not known once taken back', () => {
    const mistake = added(1);
    const named = on(2, 'CheckInHeld', { stakeholderId: 'S' });
    expect(given(open, mistake, retracted(2, mistake)).when(named)).toBe('STAKEHOLDER_UNKNOWN');
    expect(given(open, mistake, retracted(2, mistake)).when(added(3))).toBe('RECORDED');
  });
});

it('a sentiment expires after it is recorded', () => {
  expect(given(open).when(felt(1, 1))).toBe('DUE_IN_PAST');
  expect(given(open).when(felt(1, 1 + TICK))).toBe('RECORDED');
});

it.each([
  ['a stakeholder', added(1)],
  ['a sentiment', felt(1, 9)],
  ['an outcome', on(1, 'OutcomeObserved', { kind: 'CSAT', value: 1 })],
  ['an owner', on(1, 'OwnerAssigned', { owner: 'ben' })],
  ['a word to our supervisor', on(1, 'SupervisorNotified')],
])('%s is no evidence', (_name, contact) => expect(given(open, contact).evidence()).toEqual([]));

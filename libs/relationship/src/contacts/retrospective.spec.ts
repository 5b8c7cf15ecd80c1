import { given, isoDay, on, type Said } from '../../../../test/kit/given.js';
import { I, issue, open, TICK } from '../../../../test/kit/story.js';

const lookedBack = (days: number, facts: Said<'RetrospectiveHeld'> = {}) => on(days, 'RetrospectiveHeld', facts);
const agreed = (days: number, ...actions: NonNullable<Said<'RetrospectiveHeld'>['actions']>) =>
  lookedBack(days, { providerView: 'ours', actions });
const verified = (days: number, facts: Partial<Said<'CorrectiveActionVerified'>> = {}) =>
  on(days, 'CorrectiveActionVerified', { actionId: 'A', ...facts });

describe('a retrospective', () => {
  it('agrees on each action once', () => {
    const another = lookedBack(2, { providerView: 'another', actions: [{ actionId: 'A' }] });
    expect(given(open, agreed(1, { actionId: 'A' })).when(another)).toBe('ACTION_ALREADY_AGREED');
    expect(given(open, agreed(1, { actionId: 'A' })).when(agreed(1, { actionId: 'A' }))).toBe('REPEATED');
    const twice = agreed(1, { actionId: 'A' }, { actionId: 'A' });
    expect(given(open).when(twice)).toBe('ACTION_ALREADY_AGREED');
    expect(given(open).field(twice)).toBe('actions.1.actionId');
  });
  it('sets due times after itself', () => {
    const late = agreed(1, { actionId: 'A' }, { actionId: 'B', dueAt: isoDay(1) });
    expect(given(open).when(late)).toBe('DUE_IN_PAST');
    expect(given(open).field(late)).toBe('actions.1.dueAt');
    expect(given(open).when(agreed(1, { actionId: 'A', dueAt: isoDay(1 + TICK) }))).toBe('RECORDED');
  });
  it('with both views is joint_retrospective, with ours only internal_retrospective', () => {
    const ours = { providerView: 'slow' };
    expect(given(open, lookedBack(1, { ...ours, customerView: 'late' })).evidence()).toEqual([
      ['joint_retrospective', 1],
    ]);
    for (const views of [ours, { customerView: 'late' }, {}])
      expect(given(open, lookedBack(1, views)).evidence()).toEqual([['internal_retrospective', 1]]);
  });
  it('needs one of the two views at least; a blank text is none', () => {
    for (const views of [
      {},
      { wentWell: ['the phone'] },
      { providerView: ' ' },
      { providerView: '', customerView: '\n\t' },
    ])
      expect(given(open).when(lookedBack(1, views))).toBe('FIELD_REQUIRED');
    expect(given(open).field(lookedBack(1))).toBe('providerView');
    for (const views of [
      { providerView: 'slow' },
      { customerView: 'late' },
      { providerView: ' ', customerView: 'late' },
    ])
      expect(given(open).when(lookedBack(1, views))).toBe('RECORDED');
  });
  it('on record without a view is internal_retrospective, and says what it said', () => {
    const old = lookedBack(1, { actions: [{ actionId: 'A' }] });
    expect(given(open, old).evidence()).toEqual([['internal_retrospective', 1]]);
    expect(given(open, old).when(verified(2))).toBe('RECORDED');
  });
  it('on an issue weighs as that issue does', () => {
    const history = [open, issue(1, { severity: 'MAJOR' }), lookedBack(2, { ...I, providerView: 'slow' })];
    expect(given(...history).entry('internal_retrospective').severity).toBe('MAJOR');
  });
});

describe('verifying an action', () => {
  it('needs one agreed by then', () => {
    expect(given(open).when(verified(1))).toBe('ACTION_UNKNOWN');
    expect(given(open, agreed(2, { actionId: 'A' })).when(verified(1))).toBe('ACTION_UNKNOWN');
    expect(given(open, agreed(1, { actionId: 'A' })).when(verified(1))).toBe('RECORDED');
  });
  it.each([3, 1.5])('is taken once, whenever it was', (days) =>
    expect(given(open, agreed(1, { actionId: 'A' }), verified(2)).when(verified(days, { note: 'n' }))).toBe(
      'ACTION_ALREADY_VERIFIED',
    ),
  );
  it('is corrective_action', () =>
    expect(given(open, agreed(1, { actionId: 'A' }), verified(2)).evidence()).toContainEqual(['corrective_action', 2]));
});

import { known, isoDay } from '../../../../test/kit/given.js';
import { issue, met, open, promise, reset, settled, withdrawn } from '../../../../test/kit/story.js';
import { toMs } from '../facts/instant.js';
import { answerOf } from './promise-answer.js';

const day = (days: number) => toMs(isoDay(days));

/** How the promise of these contacts ends: whether it is missed, and when. */
function answer(...history: Parameters<typeof known>) {
  const expectation = known(open, ...history)
    .matterOf('expectation:E')
    .expectation('E');
  const found = expectation === null ? null : answerOf(expectation);
  return found === null ? null : [found.missed, found.at, found.lapse];
}

const due = promise(1, 5);

describe('a promise is answered', () => {
  it('by being met in time, or late', () => {
    expect(answer(due, met(5))).toEqual([false, day(5), false]);
    expect(answer(due, met(6))).toEqual([true, day(5), true]);
  });

  it('by its due time, as long as it is open', () => expect(answer(due)).toEqual([true, day(5), true]));

  it('by a system of record, whatever its due time', () => {
    expect(answer(due, settled(9, true))).toEqual([false, day(9), false]);
    expect(answer(due, settled(3, false))).toEqual([true, day(3), false]);
    expect(answer(due, met(4), settled(9, false))).toEqual([true, day(9), false]);
  });

  it('by the first due time that passed unmet, although a later one was kept', () => {
    expect(answer(due, reset(7, 9), met(8))).toEqual([true, day(5), true]);
    expect(answer(due, reset(4, 9), met(8))).toEqual([true, day(5), true]);
    expect(answer(due, reset(2, 9), met(4))).toEqual([false, day(4), false]);
  });

  it('not by a withdrawal before it was due', () => {
    expect(answer(due, withdrawn(4))).toBeNull();
    expect(answer(due, withdrawn(6))).toEqual([true, day(5), true]);
  });
});

it('knows the group that was recorded with it', () => {
  const withGroup = known(open, issue(0), promise(1, 5, { group: 'network' })).matterOf('expectation:E');
  expect(withGroup.expectation('E')?.group).toBe('network');
  expect(known(open, due).matterOf('expectation:E').expectation('E')?.group).toBeNull();
});

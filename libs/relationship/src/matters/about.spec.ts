import { ABOUT, targetOf } from './about.js';

it.each([
  ['issueId', 'issue:X'],
  ['expectationId', 'expectation:X'],
  ['requestId', 'request:X'],
  ['needId', 'need:X'],
  ['actionId', 'action:X'],
])('%s is about %s', (name, target) => expect(targetOf({ [name]: 'X' })).toBe(target));

it('is about nothing in particular where nothing is said', () => {
  expect(targetOf(undefined)).toBeNull();
  expect(targetOf({})).toBeNull();
});

it('takes exactly one id', () => {
  expect(ABOUT.oneOf).toBe(true);
  expect(Object.values(ABOUT.fields).map(({ required }) => required)).toEqual(Array(5).fill(false));
});

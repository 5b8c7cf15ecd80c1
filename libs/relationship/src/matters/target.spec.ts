import { ABOUT, aboutOf, idIn, target, TARGET_KINDS, targetOf } from './target.js';

it.each([
  ['issueId', 'issue:X'],
  ['expectationId', 'expectation:X'],
  ['requestId', 'request:X'],
  ['needId', 'need:X'],
  ['actionId', 'action:X'],
])('%s is about %s', (name, target) => expect(targetOf({ [name]: 'X' })).toBe(target));

it.each(TARGET_KINDS)('a target of kind %s can be taken apart again, whatever its id', (kind) => {
  const it = target(kind, 'A:need:B');
  expect(targetOf(aboutOf(it) ?? undefined)).toBe(it);
  expect(TARGET_KINDS.map((each) => idIn(it, each)).filter((id) => id !== null)).toEqual(['A:need:B']);
  expect(idIn(it, kind)).toBe('A:need:B');
});

it('nothing in particular has no id', () => {
  expect(aboutOf(null)).toBeNull();
  expect(idIn(null, 'issue')).toBeNull();
});

it('is about nothing in particular where nothing is said', () => {
  expect(targetOf(undefined)).toBeNull();
  expect(targetOf({})).toBeNull();
});

it('takes exactly one id', () => {
  expect(ABOUT.oneOf).toBe(true);
  expect(Object.values(ABOUT.fields).map(({ required }) => required)).toEqual(Array(5).fill(false));
});

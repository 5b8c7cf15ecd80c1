import { textOf, valueOf } from './filled.js';

const field = (as: Parameters<typeof valueOf>[0]['as']) => ({
  name: 'f',
  as,
  isRequired: false,
  says: '',
  choices: [],
});

it.each([
  ['TEXT', ' told them ', 'told them'],
  ['TEXT', '  ', undefined],
  ['TEXTS', 'one\n\n two ', ['one', 'two']],
  ['YES_NO', 'false', false],
  ['YES_NO', '', undefined],
  ['NUMBER', '1.5', 1.5],
  ['TIME', '2026-03-02T09:30Z', '2026-03-02T09:30:00.000Z'],
  ['TARGET', '{"issueId":"i-1"}', { issueId: 'i-1' }],
] as const)('a field of %s with "%s" is sent as %j', (as, text, value) => {
  expect(valueOf(field(as), text)).toEqual(value);
});

it.each([
  ['TEXT', 'told them'],
  ['TEXTS', ['one', 'two']],
  ['YES_NO', false],
  ['NUMBER', 1.5],
  ['TIME', '2026-03-02T09:30:12.345Z'],
  ['TARGET', { issueId: 'i-1' }],
  ['TARGET', 'e-1'],
] as const)('a %s of a contact on record, %j, is shown and sent as it was', (as, value) => {
  expect(valueOf(field(as), textOf(field(as), value))).toEqual(value);
});

it('shows of a target the id that it has, and nothing where nothing was stated', () => {
  expect(textOf(field('TARGET'), { issueId: null, requestId: 'r-1' })).toBe('{"requestId":"r-1"}');
  expect([textOf(field('TEXT'), null), textOf(field('TARGET'), { issueId: null })]).toEqual(['', '']);
});

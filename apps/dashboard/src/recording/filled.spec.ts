import { valueOf } from './filled.js';

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

import { choice, flag, group, id, list, number, optional, required, type Fields } from '#relationship';
import { factsSchema } from './field-schema.js';
import { incompatible } from './incompatible.js';

const FIELDS = {
  issueId: required(id('The issue.')),
  kind: optional(choice('Kind', ['A', 'B'], 'Which.')),
  parts: optional(list(group('Part', { hours: required(number('How long.', 0, 9)) }, 'A part.'), 'The parts.')),
} satisfies Fields;

const changesOf = (later: Fields) => incompatible(factsSchema(FIELDS), factsSchema(later));

it('takes a description that is written anew, a new optional field and a new value', () => {
  const later = {
    ...FIELDS,
    issueId: required(id('The issue that it is about.')),
    kind: optional(choice('Kind', ['A', 'B', 'C'], 'Which.')),
    isUrgent: optional(flag('Whether it is.')),
  };
  expect(changesOf(later)).toEqual([]);
});

it.each<[why: string, later: Fields]>([
  ['data.kind: it is gone', { issueId: FIELDS.issueId, parts: FIELDS.parts }],
  ['data.kind: the value B is gone', { ...FIELDS, kind: optional(choice('Kind', ['A'], 'Which.')) }],
  ['data.issueId: it may be missing now', { ...FIELDS, issueId: optional(id('The issue.')) }],
  ['data.isUrgent: earlier events do not have it', { ...FIELDS, isUrgent: required(flag('Whether it is.')) }],
  [
    'data.parts[].hours: type was "integer" and is "number"',
    {
      ...FIELDS,
      parts: optional(
        list(group('Part', { hours: required(number('How long.', 0, 9, false)) }, 'A part.'), 'The parts.'),
      ),
    },
  ],
])('refuses: %s', (why, later) => {
  expect(changesOf(later)).toEqual([why]);
});

import { Ajv2020 } from 'ajv/dist/2020.js';
import { withDefinitions } from './definitions.js';
import type { ObjectSchema } from './json-schema.js';

const inner = {
  type: 'object',
  properties: {
    score: { type: 'number', description: 'A score, long enough that it is worth a definition of its own.' },
  },
  required: ['score'],
  additionalProperties: false,
};
const trust = {
  type: 'object',
  properties: { now: inner, then: inner },
  required: ['now'],
  additionalProperties: false,
};
const schema: ObjectSchema = {
  type: 'object',
  properties: {
    before: { ...trust, description: 'Before.' },
    after: { anyOf: [trust, { type: 'null' }], description: 'After.' },
    alone: { type: 'object', properties: {}, additionalProperties: false },
  },
  required: ['before', 'after'],
  additionalProperties: false,
};

it('defines once what stands more than once, and takes and refuses the same', () => {
  const defined = withDefinitions(schema);
  expect(Object.keys(defined.$defs as object)).toHaveLength(2);
  expect(defined.properties).toMatchObject({ before: { $ref: expect.any(String) as string, description: 'Before.' } });
  const [plain, short] = [new Ajv2020().compile(schema), new Ajv2020().compile(defined)];
  const good = { now: { score: 1 }, then: { score: 2 } };
  for (const value of [
    ...[
      { before: good, after: null },
      { before: good, after: good },
      { before: { now: { score: 'x' } }, after: null },
    ],
    ...[{ before: good }, { before: good, after: { now: {} } }, { before: good, after: null, more: 1 }, {}],
  ])
    expect([value, short(value)]).toEqual([value, plain(value)]);
  expect(short({ before: good, after: good })).toBe(true);
  expect(short({ before: { now: {} }, after: null })).toBe(false);
});

it('leaves alone what has nothing twice', () => {
  const single: ObjectSchema = { type: 'object', properties: { now: inner } };
  expect(withDefinitions(single)).toBe(single);
});

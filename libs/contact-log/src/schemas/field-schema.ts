import { personalPart, type Field, type Fields } from '#relationship';

/** A JSON Schema of draft 2020-12, as far as ours need it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const SEALED: JsonSchema = {
  type: 'object',
  description:
    "The personal fields, encrypted with the customer's own key, which is never in the log. They are readable over GraphQL, until the customer is erased.",
  required: ['fields', 'box'],
  properties: {
    fields: { type: 'array', items: { type: 'string' }, description: 'The names of the fields that are sealed.' },
    box: { type: 'string', description: 'base64url of iv, tag and ciphertext; AES-256-GCM.' },
  },
};

/**
 * The schema of facts as they are stored: personal fields are left out, since they are in `sealed`. A field that the schema
 * does not name is one of a later release, so it is allowed.
 */
export function factsSchema(fields: Fields): JsonSchema {
  const isSealed = Object.values(fields).some(({ field }) => personalPart(field) !== 'none');
  const { properties, ...rest } = objectSchema(fields);
  return { ...rest, properties: { ...(properties as object), ...(isSealed ? { sealed: SEALED } : {}) } };
}

const wasClear = (field: Field): boolean => field.kind === 'text' && field.wasClear === true;
const SEALED_TODAY = 'Only in events of earlier releases: today it is sealed.';

function objectSchema(fields: Fields): JsonSchema {
  const open = Object.entries(fields).filter(([, { field }]) => personalPart(field) !== 'all' || wasClear(field));
  const required = open.filter(([, slot]) => slot.required).map(([name]) => name);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(open.map(([name, { field }]) => [name, fieldSchema(field)])),
  };
}

function fieldSchema(field: Field): JsonSchema {
  switch (field.kind) {
    case 'id':
      return { type: 'string', description: field.says };
    case 'text':
      return { type: 'string', description: wasClear(field) ? `${field.says} ${SEALED_TODAY}` : field.says };
    case 'instant':
      return { type: 'string', format: 'date-time', description: field.says };
    case 'flag':
      return { type: 'boolean', description: field.says };
    case 'number':
      return { type: field.integer ? 'integer' : 'number', description: field.says };
    case 'choice':
      return { type: 'string', description: `${field.says} A later release may add values.`, enum: field.values };
    case 'group':
      return { ...objectSchema(field.fields), description: field.says };
    case 'list':
      return { type: 'array', items: fieldSchema(field.of), description: field.says };
  }
}

import type { JsonSchema, ObjectSchema } from './json-schema.js';

/** Of a schema as JSON. A shorter one is no longer than what refers to it. */
const SHORTEST_DEFINED = 150;

/**
 * The same schema, in which what stands more than once stands in `$defs`. The same objects come up again and again in an answer, and
 * assistants are sent all schemas at once.
 */
export function withDefinitions(schema: ObjectSchema): ObjectSchema {
  const times = new Map<string, number>();
  count(schema, times);
  const names = new Map<string, string>();
  for (const [text, found] of times)
    if (found > 1 && text.length >= SHORTEST_DEFINED) names.set(text, `d${names.size + 1}`);
  if (names.size === 0) return schema;
  const definitions = [...names].map(([text, name]) => [name, rewritten(JSON.parse(text) as JsonSchema, names, true)]);
  return { ...(rewritten(schema, names, true) as ObjectSchema), $defs: Object.fromEntries(definitions) };
}

function count(value: unknown, times: Map<string, number>): void {
  const object = objectIn(value);
  if (object !== null) times.set(object.text, (times.get(object.text) ?? 0) + 1);
  // What stands in a repeated object is counted with it once.
  if (object !== null && times.get(object.text) !== 1) return;
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) count(each, times);
}

function rewritten(value: unknown, names: ReadonlyMap<string, string>, isDefined = false): unknown {
  if (Array.isArray(value)) return value.map((each) => rewritten(each, names));
  if (typeof value !== 'object' || value === null) return value;
  const object = isDefined ? null : objectIn(value);
  const name = object === null ? undefined : names.get(object.text);
  if (object !== null && name !== undefined) return { $ref: `#/$defs/${name}`, ...object.described };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rewritten(each, names)]));
}

/** An object's schema as text, apart from its description, which says what it is in its place; null if it is none. */
function objectIn(value: unknown): { readonly text: string; readonly described: object } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { description, ...schema } = value as JsonSchema;
  if (schema.type !== 'object' || typeof schema.properties !== 'object') return null;
  return { text: JSON.stringify(schema), described: description === undefined ? {} : { description } };
}

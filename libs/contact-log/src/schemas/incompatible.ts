import type { JsonSchema } from './field-schema.js';

/**
 * Why a schema may not take the place of an earlier one of the same version. Events of both are in one log: a program that
 * was made by the earlier schema must understand new events, and one that was made by the later must understand old events.
 * So fields and values of an enumeration may be added, and nothing else may change but descriptions.
 * @returns a sentence for each change that breaks one of the two; none: it may
 */
export function incompatible(earlier: JsonSchema, later: JsonSchema, at = 'data'): readonly string[] {
  const changed = ['type', 'format', 'const'].filter((keyword) => earlier[keyword] !== later[keyword]);
  return [
    ...changed.map((keyword) => `${at}: ${keyword} was ${said(earlier[keyword])} and is ${said(later[keyword])}`),
    ...lost(earlier.enum, later.enum).map((value) => `${at}: the value ${value} is gone`),
    ...lost(earlier.required, later.required).map((name) => `${at}.${name}: it may be missing now`),
    ...lost(later.required, earlier.required).map((name) => `${at}.${name}: earlier events do not have it`),
    ...lostProperties(earlier, later, at),
    ...(isSchema(earlier.items) && isSchema(later.items) ? incompatible(earlier.items, later.items, `${at}[]`) : []),
  ];
}

function lostProperties(earlier: JsonSchema, later: JsonSchema, at: string): readonly string[] {
  const [before, after] = [propertiesOf(earlier), propertiesOf(later)];
  return Object.entries(before).flatMap(([name, schema]) => {
    const now = after[name];
    return now === undefined ? [`${at}.${name}: it is gone`] : incompatible(schema, now, `${at}.${name}`);
  });
}

const propertiesOf = (schema: JsonSchema) => (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;
const said = (value: unknown): string => (value === undefined ? 'not stated' : JSON.stringify(value));

/** Those of the first list that the second does not have. */
function lost(first: unknown, second: unknown): readonly string[] {
  const [all, kept] = [first ?? [], second ?? []] as [readonly string[], readonly string[]];
  return all.filter((value) => !kept.includes(value));
}

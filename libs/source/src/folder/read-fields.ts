/** A field of a document is wrong; `path` is its place, as in `files.tickets.encoding`. */
export class FieldInvalid extends Error {
  constructor(path: string, problem: string) {
    super(path === '' ? `the document ${problem}` : `${path} ${problem}`);
  }
}

export type Json = Readonly<Record<string, unknown>>;

export function objectAt(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FieldInvalid(path, 'must be an object');
  return value as Json;
}

/** An object with no other names than these, so that a misspelt name is never ignored. */
export function only(value: unknown, names: readonly string[], path: string): Json {
  const json = objectAt(value, path);
  for (const name of Object.keys(json))
    if (!names.includes(name))
      throw new FieldInvalid(within(path, name), `is not known; known are ${names.join(', ')}`);
  return json;
}

export function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '')
    throw new FieldInvalid(path, value === undefined ? 'is missing' : 'must be a text');
  return value;
}

export function numberAt(value: unknown, path: string, accepts: (value: number) => boolean, wanted: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value))
    throw new FieldInvalid(path, value === undefined ? 'is missing' : `must be a number ${wanted}`);
  return value;
}

export function flagAt(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new FieldInvalid(path, 'must be true or false');
  return value;
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new FieldInvalid(
      path,
      value === undefined ? `is missing: one of ${allowed.join(', ')}` : `must be one of ${allowed.join(', ')}`,
    );
  return found;
}

export function listAt<T>(value: unknown, path: string, each: (value: unknown, path: string) => T): readonly T[] {
  if (!Array.isArray(value)) throw new FieldInvalid(path, value === undefined ? 'is missing' : 'must be a list');
  return value.map((entry, index) => each(entry, `${path}[${index}]`));
}

/** A list of nothing would be taken for a document that says nothing. */
export function someAt<T>(value: unknown, path: string, each: (value: unknown, path: string) => T): readonly T[] {
  const list = listAt(value, path, each);
  if (list.length === 0) throw new FieldInvalid(path, 'must have at least one entry');
  return list;
}

export function recordAt<T>(
  value: unknown,
  path: string,
  each: (value: unknown, path: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(objectAt(value, path)).map(([name, entry]) => [name, each(entry, within(path, name))]),
  );
}

/** Where the value may be left out. */
export const orElse = <T>(value: unknown, path: string, each: (value: unknown, path: string) => T, otherwise: T): T =>
  value === undefined ? otherwise : each(value, path);

export const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

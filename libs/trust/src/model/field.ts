/** The document of a model is invalid at `path`, such as `classes.check_in.halfLifeDays`. */
export class ModelInvalid extends Error {
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(path === '' ? `the model ${problem}` : `${path} ${problem}`);
    this.name = 'ModelInvalid';
  }
}

/** Returns the value, typed, or throws ModelInvalid at its path. */
export type Field<T> = (value: unknown, path: string) => T;
export type Checked<F> = F extends Field<infer T> ? T : never;

export const text: Field<string> = (value, path) => {
  if (typeof value !== 'string' || value.trim() === '') throw new ModelInvalid(path, 'must be a text');
  return value;
};

export const flag: Field<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new ModelInvalid(path, 'must be true or false');
  return value;
};

/** @param rule the end of the error message "must be a number ..." */
export const number =
  (rule: string, accepts: (value: number) => boolean): Field<number> =>
  (value, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value)) {
      throw new ModelInvalid(path, `must be a number${rule === '' ? '' : ` ${rule}`}`);
    }
    return value;
  };

export const orNull =
  <T>(field: Field<T>): Field<T | null> =>
  (value, path) =>
    value === null ? null : field(value, path);

export const list =
  <T>(field: Field<T>): Field<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new ModelInvalid(path, 'must be a list');
    return value.map((element, index) => field(element, `${path}[${index}]`));
  };

/** A record with any names, such as class names. */
export const named =
  <T>(field: Field<T>): Field<Readonly<Record<string, T>>> =>
  (value, path) =>
    Object.fromEntries(Object.entries(plain(value, path)).map(([name, each]) => [name, field(each, at(path, name))]));

/**
 * Exactly these fields. A missing or an unknown field is refused, so that a misspelt name never silently means a default.
 * @param optional fields that may be left out
 */
export const record =
  <F extends Record<string, Field<unknown>>, O extends Record<string, Field<unknown>> = Record<never, never>>(
    fields: F,
    optional?: O,
  ): Field<{ readonly [K in keyof F]: Checked<F[K]> } & { readonly [K in keyof O]?: Checked<O[K]> }> =>
  (value, path) => {
    const given = plain(value, path);
    const all = { ...fields, ...optional };
    refuseUnknown(given, Object.keys(all), path);
    const missing = Object.keys(fields).find((name) => !Object.hasOwn(given, name));
    if (missing !== undefined) throw new ModelInvalid(at(path, missing), 'is missing');
    return fromFields(all, given, path) as {
      readonly [K in keyof F]: Checked<F[K]>;
    } & { readonly [K in keyof O]?: Checked<O[K]> };
  };

/** Like `record`, but fields may be left out. */
export const partial =
  <F extends Record<string, Field<unknown>>>(fields: F): Field<{ readonly [K in keyof F]?: Checked<F[K]> }> =>
  (value, path) => {
    const given = plain(value, path);
    refuseUnknown(given, Object.keys(fields), path);
    return fromFields(fields, given, path);
  };

function fromFields<F extends Record<string, Field<unknown>>>(fields: F, given: object, path: string) {
  const present = Object.entries(given).map(([name, value]) => [name, fields[name]?.(value, at(path, name))]);
  return Object.fromEntries(present) as { readonly [K in keyof F]: Checked<F[K]> };
}

function refuseUnknown(given: object, known: readonly string[], path: string): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ModelInvalid(at(path, unknown), `is not a field; known are ${known.join(', ')}`);
}

function plain(value: unknown, path: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ModelInvalid(path, 'must be an object');
  }
  return value;
}

const at = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

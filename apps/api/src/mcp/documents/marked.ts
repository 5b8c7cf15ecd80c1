import type { Shape } from './shape.js';
import { harmless } from './harmless.js';

/** An answer of this shape, with each text that somebody typed marked as data. @param value from the execution of the document */
export function marked(shape: Shape, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (shape.is) {
    case 'OBJECT':
      return markedFields(shape.fields, value as Readonly<Record<string, unknown>>);
    case 'LIST':
      return (value as readonly unknown[]).map((each) => marked(shape.of, each));
    case 'TYPED':
      return { typed: harmless(value as string) };
    case 'LEAF':
      return typeof value === 'string' ? harmless(value) : value;
  }
}

function markedFields(
  fields: Extract<Shape, { is: 'OBJECT' }>['fields'],
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap(({ key, shape }) => (Object.hasOwn(value, key) ? [[key, marked(shape, value[key])]] : [])),
  );
}

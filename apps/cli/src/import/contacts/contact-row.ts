import { CATALOG, declares, instantIn, quoted } from '#relationship';
import { badRow, type BadRow } from '../files/row.js';

export type Json = Readonly<Record<string, unknown>>;

/** One contact in the canonical form. */
export type ContactRow = {
  readonly line: number;
  /** The event type. */
  readonly type: string;
  /** The input of the mutation, as a caller of the API would send it. */
  readonly input: Json;
  /** When it became known, milliseconds since the epoch; null if the row does not say, which means now. */
  readonly recordedAt: number | null;
};

const TYPE_OF_MUTATION = new Map(CATALOG.map(({ mutation, type }) => [mutation, type]));

/** The event type for the name of an event or a mutation. */
export const eventType = (name: string): string => TYPE_OF_MUTATION.get(name) ?? name;

/** @param now milliseconds since the epoch; a later `recordedAt` makes the row bad */
export function contactRow(line: number, row: Json, now: number): ContactRow | BadRow {
  const { type, recordedAt = null, ...input } = row;
  if (typeof type !== 'string' || type === '') return badRow(line, 'it has no type');
  if (declares(eventType(type), 'marker')) return badRow(line, `${type} is what time alone causes: nobody records it`);
  if (recordedAt === null) return { line, type: eventType(type), input, recordedAt: null };
  const at = typeof recordedAt === 'string' ? instantIn(recordedAt) : null;
  if (at === null)
    return badRow(line, `recordedAt is ${quoted(recordedAt)}: a time such as 2026-03-02T09:30:00Z is wanted`);
  if (at > now) return badRow(line, 'recordedAt is in the future');
  return { line, type: eventType(type), input, recordedAt: at };
}

import { CATALOG, instantIn } from '#relationship';
import { badRow, shown, type BadRow } from '../files/row.js';

export type Json = Readonly<Record<string, unknown>>;

/** One contact in the canonical form. */
export type ContactRow = {
  readonly line: number;
  /** The event type. */
  readonly type: string;
  /** What a caller of the API would send. */
  readonly input: Json;
  /** When it became known, milliseconds since the epoch; null where the row does not say: now. */
  readonly recordedAt: number | null;
};

const TYPE_OF_MUTATION = new Map(CATALOG.map(({ mutation, type }) => [mutation, type]));

/** The event type of this name, which may be that of the mutation. */
export const eventType = (name: string): string => TYPE_OF_MUTATION.get(name) ?? name;

/** @param now what is recorded later than this, milliseconds since the epoch, is a mistake */
export function contactRow(line: number, row: Json, now: number): ContactRow | BadRow {
  const { type, recordedAt = null, ...input } = row;
  if (typeof type !== 'string' || type === '') return badRow(line, 'it names no type');
  if (recordedAt === null) return { line, type: eventType(type), input, recordedAt: null };
  const at = typeof recordedAt === 'string' ? instantIn(recordedAt) : null;
  if (at === null)
    return badRow(
      line,
      `recordedAt is ${shown(typeof recordedAt === 'string' ? recordedAt : JSON.stringify(recordedAt))}: a time such as 2026-03-02T09:30:00Z is wanted`,
    );
  if (at > now) return badRow(line, 'recordedAt lies in the future');
  return { line, type: eventType(type), input, recordedAt: at };
}

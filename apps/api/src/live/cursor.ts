import type { Position } from '#event-store';

/**
 * How far a subscriber was told. It holds all that has to be known to go on, so a server keeps nothing for a subscriber that
 * is away, and any node, at any time, goes on at the same place.
 */
export type Cursor = {
  /** The event that was told last. */
  readonly position: Position;
  /**
   * An event that changes many relationships is told in the order of their first contacts: the position of the first contact
   * of the one that was told last. Null: the event was told as a whole.
   */
  readonly ordinal: Position | null;
  /** The part of the log of which only the newest changes are told; null: every change is told. */
  readonly gathered: { readonly after: Position; readonly upTo: Position } | null;
};

/** Positions are numbers in the views, so at most 15 digits are exact. */
const FORM = /^(\d{1,15})(?:\.(\d{1,15})|~(\d{1,15})-(\d{1,15}))?$/;

export const cursorAt = (position: Position): Cursor => ({ position, ordinal: null, gathered: null });

/** Null if it has not the form of a cursor. */
export function cursorOf(text: string): Cursor | null {
  const [, position, ordinal, after, upTo] = FORM.exec(text) ?? [];
  if (position === undefined) return null;
  const gathered = after === undefined || upTo === undefined ? null : { after: BigInt(after), upTo: BigInt(upTo) };
  const cursor = { position: BigInt(position), ordinal: ordinal === undefined ? null : BigInt(ordinal), gathered };
  const isWithin = gathered === null || (gathered.after < cursor.position && cursor.position <= gathered.upTo);
  return isWithin ? cursor : null;
}

/** @returns the position alone where that says all */
export function textOf({ position, ordinal, gathered }: Cursor): string {
  if (ordinal !== null) return `${position}.${ordinal}`;
  // At the end of a gathered part nothing of it is left.
  if (gathered === null || gathered.upTo === position) return `${position}`;
  return `${position}~${gathered.after}-${gathered.upTo}`;
}

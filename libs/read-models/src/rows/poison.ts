import pg from 'pg';
import { KeyUnusable, UnknownEventType } from '#contact-log';
import { DamagedEvent, OutcomeUnknown, StorageFull, StoreUnavailable, StreamDeleted } from '#event-store';
import { FutureVersion } from '#relationship';
import { sqliteCodeOf } from '../database/sqlite-failures.js';
import { ViewsOfAnotherLog } from '../database/views-of-log.js';
import { ViewsUnavailable } from '../database/views-unavailable.js';

/** Why an event is parked. */
export const PARKED_REASONS = {
  DAMAGED: 'The event is damaged. Put the log back from a backup.',
  UNKNOWN_TYPE: 'This release does not know the type of the event. Use the release that wrote it, or a newer one.',
  NEWER_RELEASE: 'A newer release wrote the event. Use that release, or a newer one.',
  KEY_UNUSABLE: 'The file of keys does not hold the key of this customer. Put the right file back.',
  STREAM_DELETED:
    'Somebody deleted the stream, or its first events, on the server of the log. Put it back from a backup of the server.',
  CANNOT_BE_PROJECTED:
    'The views refuse what follows from the event, or computing it fails. The log of the server has the error.',
  WAITS: 'It waits for an earlier event of the same stream.',
} as const;

export type ParkedReason = keyof typeof PARKED_REASONS;

/** Errors about one event or one relationship, whatever else can be projected. */
const POISON = [
  [DamagedEvent, 'DAMAGED'],
  [UnknownEventType, 'UNKNOWN_TYPE'],
  [FutureVersion, 'NEWER_RELEASE'],
  [KeyUnusable, 'KEY_UNUSABLE'],
  [StreamDeleted, 'STREAM_DELETED'],
] as const;

/** Errors that say nothing against the event: the same work may succeed later. */
const OUTAGES = [StoreUnavailable, StorageFull, OutcomeUnknown, ViewsUnavailable, ViewsOfAnotherLog];

/** The tables are not as this release made them, or this user may not write them: no event could be projected. */
const isAboutTables = (error: unknown): boolean =>
  sqliteCodeOf(error) === 'SQLITE_ERROR' || (error instanceof pg.DatabaseError && (error.code ?? '').startsWith('42'));

/** @returns why events of one stream cannot be projected; null if the error would meet every event */
export function poisonIn(error: unknown): ParkedReason | null {
  const known = POISON.find(([type]) => error instanceof type)?.[1];
  if (known !== undefined) return known;
  if (OUTAGES.some((type) => error instanceof type) || isAboutTables(error)) return null;
  return 'CANNOT_BE_PROJECTED';
}

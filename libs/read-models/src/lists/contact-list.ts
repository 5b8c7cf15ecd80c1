import { sql, type SqlBool } from 'kysely';
import type { ContactLog } from '#contact-log';
import type { Position } from '#event-store';
import { Timeline, type RecordedContact } from '#relationship';
import type { ContactsTable, ViewsDatabase } from '../database/database.js';
import { contactsWithin, type Scope } from './scope.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';

export type ContactFilter = {
  readonly customerId?: string | null;
  readonly types?: readonly string[] | null;
  /** Inclusive, milliseconds since the epoch. */
  readonly occurredFrom?: number | null;
  /** Exclusive, milliseconds since the epoch. */
  readonly occurredBefore?: number | null;
  /** Inclusive, milliseconds since the epoch. */
  readonly recordedFrom?: number | null;
  /** Exclusive, milliseconds since the epoch. */
  readonly recordedBefore?: number | null;
  /** Recorded by then, milliseconds since the epoch; inclusive. */
  readonly knownAt?: number | null;
  /** In the log up to this position; inclusive. */
  readonly upToPosition?: Position | null;
  /** Of which relationships they are; null or left out: all. */
  readonly scope?: Scope | null;
};
export type ContactQuery = { readonly filter?: ContactFilter; readonly first: number; readonly after?: string | null };

export type ListedContact = { readonly contact: RecordedContact; readonly position: Position };

const LIST = 'contacts';

/** The place of a contact in the list; contacts that happened last come first. */
type Place = Pick<ContactsTable, 'position' | 'customer_id' | 'occurred_at'>;

/**
 * Contacts as recorded, including retracted ones and their retractions; those that happened last come first. The views tell
 * where they are; their content is read from the log. @throws CursorInvalid
 */
export async function listContacts(
  db: ViewsDatabase,
  log: ContactLog,
  query: ContactQuery,
): Promise<Page<ListedContact>> {
  const { filter = {}, first, after } = query;
  const [occurredAt = Infinity, position = Infinity] = after == null ? [] : readCursor(LIST, after, 2).map(Number);
  const places =
    filter.customerId == null
      ? await placesIn(db, query, { occurredAt, position })
      : await placesOf(log, filter.customerId, query, { occurredAt, position });
  const page = pageOf(places, first, (place) => cursorOf(LIST, place.occurred_at, place.position));
  const rows: { row: ListedContact; cursor: string }[] = [];
  for (const { row, cursor } of page.rows) {
    const contact = await log.contactAt(row.customer_id, BigInt(row.position));
    if (contact !== null) rows.push({ row: { contact, position: BigInt(row.position) }, cursor });
  }
  return { ...page, rows };
}

type Before = { readonly occurredAt: number; readonly position: number };

async function placesIn(db: ViewsDatabase, { filter = {}, first }: ContactQuery, before: Before): Promise<Place[]> {
  let select = db
    .selectFrom('contacts')
    .select(['position', 'customer_id', 'occurred_at'])
    .orderBy('occurred_at', 'desc')
    .orderBy('position', 'desc');
  if (filter.types != null) select = select.where('type', 'in', [...filter.types, '']);
  if (filter.occurredFrom != null) select = select.where('occurred_at', '>=', filter.occurredFrom);
  if (filter.occurredBefore != null) select = select.where('occurred_at', '<', filter.occurredBefore);
  if (filter.recordedFrom != null) select = select.where('recorded_at', '>=', filter.recordedFrom);
  if (filter.recordedBefore != null) select = select.where('recorded_at', '<', filter.recordedBefore);
  if (filter.knownAt != null) select = select.where('recorded_at', '<=', filter.knownAt);
  if (filter.upToPosition != null) select = select.where('position', '<=', Number(filter.upToPosition));
  if (filter.scope != null) select = select.where(contactsWithin(filter.scope));
  if (before.position !== Infinity)
    select = select.where(sql<SqlBool>`(occurred_at, position) < (${before.occurredAt}, ${before.position})`);
  const found = await select.limit(first + 1).execute();
  return found.map((row) => ({ ...row, position: Number(row.position), occurred_at: Number(row.occurred_at) }));
}

async function placesOf(
  log: ContactLog,
  customerId: string,
  { filter = {}, first }: ContactQuery,
  before: Before,
): Promise<Place[]> {
  const places: Place[] = [];
  const whole = await log.timelineOf(customerId);
  // Before a merge was known, its relationships were two.
  const isKnown = ({ recordedAt, position }: RecordedContact) =>
    recordedAt <= (filter.knownAt ?? Infinity) &&
    (filter.upToPosition == null || (position ?? Infinity) <= filter.upToPosition);
  const timeline =
    whole?.everJoined == null ? whole : Timeline.joined(customerId, whole.everJoined.contacts.filter(isKnown));
  for (const contact of timeline?.recorded() ?? []) {
    const { at, position } = contact;
    const isWanted =
      position !== null &&
      matches(contact, position, filter) &&
      (at < before.occurredAt || (at === before.occurredAt && Number(position) < before.position));
    if (isWanted) places.push({ customer_id: customerId, occurred_at: at, position: Number(position) });
  }
  return places.sort((a, b) => b.occurred_at - a.occurred_at || b.position - a.position).slice(0, first + 1);
}

function matches({ at, type, recordedAt }: RecordedContact, position: Position, filter: ContactFilter): boolean {
  const { types, occurredFrom, occurredBefore, recordedFrom, recordedBefore, knownAt, upToPosition } = filter;
  return (
    (types == null || types.includes(type)) &&
    (occurredFrom == null || at >= occurredFrom) &&
    (occurredBefore == null || at < occurredBefore) &&
    (recordedFrom == null || recordedAt >= recordedFrom) &&
    (recordedBefore == null || recordedAt < recordedBefore) &&
    (knownAt == null || recordedAt <= knownAt) &&
    (upToPosition == null || position <= upToPosition)
  );
}

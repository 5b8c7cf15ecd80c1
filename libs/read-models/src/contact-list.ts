import { sql, type SqlBool } from 'kysely';
import { fromStored, streamOf } from '#contact-log';
import type { JsonObject, Position } from '#event-store';
import type { RecordedContact } from '#relationship';
import type { ContactsTable, ViewsDatabase } from './database.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';

export type ContactFilter = {
  readonly customerId?: string | null;
  readonly types?: readonly string[] | null;
  /** Inclusive, milliseconds since the epoch. */
  readonly occurredFrom?: number | null;
  /** Exclusive, milliseconds since the epoch. */
  readonly occurredBefore?: number | null;
};
export type ContactQuery = { readonly filter?: ContactFilter; readonly first: number; readonly after?: string | null };

export type ListedContact = { readonly contact: RecordedContact; readonly position: Position };

const LIST = 'contacts';

/** Contacts as recorded, those taken back and their retractions too, the latest to happen first. @throws CursorInvalid */
export async function listContacts(db: ViewsDatabase, query: ContactQuery): Promise<Page<ListedContact>> {
  const { filter = {}, first, after } = query;
  let select = db.selectFrom('contacts').selectAll().orderBy('occurred_at', 'desc').orderBy('position', 'desc');
  if (filter.customerId != null) select = select.where('customer_id', '=', filter.customerId);
  if (filter.types != null) select = select.where('type', 'in', [...filter.types, '']);
  if (filter.occurredFrom != null) select = select.where('occurred_at', '>=', filter.occurredFrom);
  if (filter.occurredBefore != null) select = select.where('occurred_at', '<', filter.occurredBefore);
  if (after) {
    const [occurredAt = null, position = null] = readCursor(LIST, after, 2);
    select = select.where(sql<SqlBool>`(occurred_at, position) < (${occurredAt}, ${position})`);
  }
  const found = await select.limit(first + 1).execute();
  const page = pageOf(found, first, (row) => cursorOf(LIST, Number(row.occurred_at), Number(row.position)));
  const rows = page.rows.flatMap(({ row, cursor }) => {
    const listed = listedContact(row);
    return listed === null ? [] : [{ row: listed, cursor }];
  });
  return { ...page, rows };
}

/** The contact of this id; null where there is none. */
export async function findContact(db: ViewsDatabase, contactId: string): Promise<ListedContact | null> {
  const row = await db.selectFrom('contacts').selectAll().where('contact_id', '=', contactId).executeTakeFirst();
  return row === undefined ? null : listedContact(row);
}

function listedContact(row: ContactsTable): ListedContact | null {
  const contact = fromStored({
    id: row.contact_id,
    type: row.type,
    stream: streamOf(row.customer_id),
    revision: row.revision,
    position: BigInt(row.position),
    appendedAt: Number(row.appended_at),
    data: JSON.parse(row.data) as JsonObject,
    metadata: JSON.parse(row.metadata) as JsonObject,
  });
  return contact === null ? null : { contact, position: BigInt(row.position) };
}

import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

// The views. All of them follow from the log and may be deleted at any time; positions are stored as numbers.
// Times are milliseconds since the epoch.

export type ViewsSchema = {
  checkpoint: { name: string; position: number };
  contacts: ContactsTable;
  relationships: RelationshipsTable;
  standings: StandingsTable;
  pending: { customer_id: string };
};

/** Every contact, as stored, for search and history. */
export type ContactsTable = {
  position: number;
  contact_id: string;
  customer_id: string;
  type: string;
  occurred_at: number;
  recorded_at: number;
  revision: number;
  appended_at: number;
  data: string;
  metadata: string;
};

/** One row for each relationship: what lists show, and what is needed to assess it later. A function of the log alone. */
export type RelationshipsTable = {
  customer_id: string;
  name: string;
  segment: string | null;
  owner: string | null;
  cover_owner: string | null;
  cover_until: number | null;
  closed: number;
  opened_at: number;
  last_contact_at: number | null;
  contacts: number;
  /** JSON of a `Holding`. */
  holding: string;
  opening_trust: number | null;
};

/** Trust as it was last assessed, kept for ordering and filtering. A function of the log and the clock. */
export type StandingsTable = {
  customer_id: string;
  score: number;
  band: string;
  /** Lower end of the credible interval, points. */
  lower: number;
  assessed_at: number;
  /** When it must be assessed anew; null where time alone can change nothing. */
  reassess_at: number | null;
};

export type ViewsDatabase = Kysely<ViewsSchema>;

/** @param file the views' own SQLite file; they are disposable, so no commit of theirs waits for the disk */
export function openSqliteViews(file: string, { readOnly = false } = {}): ViewsDatabase {
  const database = new SqliteDatabase(file, { readonly: readOnly });
  database.pragma('busy_timeout = 5000');
  if (!readOnly) database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('cache_size = -65536');
  return new Kysely<ViewsSchema>({ dialect: new SqliteDialect({ database }) });
}

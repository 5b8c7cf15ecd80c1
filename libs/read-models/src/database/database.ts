import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteDatabase as KyselySqlite } from 'kysely';
import { LRUCache } from 'lru-cache';
import { LOCK_PATIENCE_MS } from '#event-store';

// The views. All of them follow from the log and may be deleted at any time; positions are stored as numbers.
// Times are milliseconds since the epoch.

export type ViewsSchema = {
  checkpoint: { name: string; position: number };
  contacts: ContactsTable;
  relationships: RelationshipsTable;
  standings: StandingsTable;
  exposures: ExposuresTable;
  obligations: ObligationsTable;
  need_requests: NeedRequestsTable;
  need_steps: NeedStepsTable;
  need_fulfilments: NeedFulfilmentsTable;
  pending: { customer_id: string };
  /** Relationships in which time alone may have brought something about since then, for the watcher to look at. */
  to_watch: { customer_id: string; since: number };
};

/** Where every contact is in the log, for search across relationships; what it says stays in the log alone. */
export type ContactsTable = {
  position: number;
  customer_id: string;
  revision: number;
  type: string;
  occurred_at: number;
  recorded_at: number;
  /** The latest `recorded_at` up to here: an importer may state one that lies before others in front of it. */
  known_by: number;
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
  /** The model that weighed it. */
  model: string;
  /** JSON of a `Holding`. */
  holding: string;
  opening_trust: number | null;
  renews_at: number | null;
  /** Both null where nobody said what it is worth. */
  value_amount: number | null;
  value_currency: string | null;
};

/** Trust as it was last assessed, kept for ordering and filtering. A function of the log and the clock. */
export type StandingsTable = {
  customer_id: string;
  score: number;
  band: string;
  /** Lower end of the credible interval, points; null until somebody orders by it. */
  lower: number | null;
  assessed_at: number;
  /** When it must be assessed anew; null where time alone can change nothing. */
  reassess_at: number | null;
  /** 1 where a due time passes then, so that what is owed changes too. */
  lapses: number;
};

/** What a stress test needs to know of each relationship. A function of the log alone. */
export type ExposuresTable = {
  customer_id: string;
  /** Of its last contact in the log, so that a reader finds what changed since it last read. */
  position: number;
  /** JSON of an `Exposure` without its matters; null, like these, where there is nothing to put to stress. */
  exposure: string | null;
  matters: string | null;
};

/** What is owed, as of when its relationship was last read. A function of the log and the clock. */
export type ObligationsTable = {
  customer_id: string;
  obligation_id: string;
  kind: string;
  about: string | null;
  cause_event_id: string;
  due_at: number;
  points: number;
  /** 1 where the log says already that it lapsed. */
  marked: number;
  /** Null where it is not put off; far in the future where it is for good. */
  deferred_until: number | null;
  owner: string | null;
  cover_owner: string | null;
  cover_until: number | null;
};

/** How each customer asked for each need. A function of the log alone. */
export type NeedRequestsTable = {
  customer_id: string;
  need_id: string;
  first_asked_at: number;
  last_asked_at: number;
  times_asked: number;
  alternatives_accepted: number;
  /** Null where the customer does not wait. */
  waiting_since: number | null;
  fulfilled_at: number | null;
  last_request_contact_id: string;
  /** The last contact that says the need in words; null where none does. */
  worded_by_contact_id: string | null;
};

/** The steps taken towards each need. */
export type NeedStepsTable = {
  event_id: string;
  need_id: string;
  step: string;
  owner: string | null;
  occurred_at: number;
  recorded_by: string;
  recorded_at: number;
  position: number;
};

/** The fulfilments of each need, begun or done. */
export type NeedFulfilmentsTable = {
  event_id: string;
  need_id: string;
  change: string | null;
  occurred_at: number;
  recorded_by: string;
  recorded_at: number;
  position: number;
  /** Where in the log it says that every customer who waited has been seen to; null while it does not. */
  done_at_position: number | null;
};

export type ViewsDatabase = Kysely<ViewsSchema>;

/** @param file the views' own SQLite file, or `:memory:`; they are disposable, so no commit of theirs waits for the disk */
export function openSqliteViews(file: string, { readOnly = false } = {}): ViewsDatabase {
  const database = new SqliteDatabase(file, { readonly: readOnly });
  database.pragma(`busy_timeout = ${LOCK_PATIENCE_MS}`);
  if (!readOnly) database.pragma('journal_mode = WAL');
  database.pragma('secure_delete = ON');
  database.pragma('synchronous = NORMAL');
  database.pragma('cache_size = -65536');
  database.pragma('wal_autocheckpoint = 10000');
  return new Kysely<ViewsSchema>({ dialect: new SqliteDialect({ database: keepingStatements(database) }) });
}

const STATEMENTS_KEPT = 500;

/** Kysely prepares a statement each time it runs one; preparing costs more than most of ours take to run. */
function keepingStatements(database: SqliteDatabase.Database): KyselySqlite {
  const kept = new LRUCache<string, SqliteDatabase.Statement<unknown[]>>({ max: STATEMENTS_KEPT });
  return {
    close: () => database.close(),
    prepare(sql) {
      let statement = kept.get(sql);
      if (statement === undefined) kept.set(sql, (statement = database.prepare<unknown[]>(sql)));
      return statement;
    },
  };
}

import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteDatabase as KyselySqlite, type SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import { LOCK_PATIENCE_MS, onceNotBusy } from '#event-store';
import { toViewsError } from './sqlite-failures.js';
import { readRow, storable } from './storable-text.js';
import { ViewsDamaged } from './views-unavailable.js';

// The tables of the views. All follow from the log and may be deleted at any time. Positions are stored as numbers.
// Times are milliseconds since the epoch.

export type ViewsSchema = {
  checkpoint: { name: string; position: number };
  of_log: OfLogTable;
  parked: ParkedTable;
  contacts: ContactsTable;
  relationships: RelationshipsTable;
  standings: StandingsTable;
  name_words: NameWordsTable;
  counted: CountedTable;
  exposures: ExposuresTable;
  joined_ids: JoinedIdsTable;
  obligations: ObligationsTable;
  promises_answered: PromisesAnsweredTable;
  answers_by_week: AnswersByWeekTable;
  /** One row: how often the counts of a week that is over were changed. */
  answers_changed: { times: number };
  calibrations: CalibrationsTable;
  need_requests: NeedRequestsTable;
  need_steps: NeedStepsTable;
  need_fulfilments: NeedFulfilmentsTable;
  pending: { customer_id: string };
  /** Relationships for the watcher to check: time alone may have changed something in them since then. */
  to_watch: { customer_id: string; since: number };
};

/** One row: of which log the views are, and the last event that they hold. */
export type OfLogTable = {
  /** Always 1. */
  one: number;
  lineage: string;
  store: string;
  stream: string;
  revision: number;
  position: number;
  id: string;
};

/** Events that are not in the views: one that cannot be projected, and the later ones of its stream. */
export type ParkedTable = {
  position: number;
  stream: string;
  customer_id: string | null;
  revision: number;
  event_id: string;
  type: string;
  reason: string;
  /** When it was parked. */
  since: number;
};

/** Where every contact is in the log, for searches across relationships. Its content is only in the log. */
export type ContactsTable = {
  position: number;
  customer_id: string;
  revision: number;
  type: string;
  occurred_at: number;
  recorded_at: number;
  /** The latest `recorded_at` up to this position: an importer may set a time before those of earlier contacts. */
  known_by: number;
};

/** One row for each relationship: what lists show, and what a later assessment needs. But for `read_at`, a function of the log alone. */
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
  /** The model under which `holding` was computed. */
  model: string;
  /** JSON of a `Holding`. */
  holding: string;
  opening_trust: number | null;
  renews_at: number | null;
  /** Both null if its value is not known. */
  value_amount: number | null;
  value_currency: string | null;
  /** As of when its obligations and answers are; null if an earlier release wrote the row. */
  read_at: number | null;
};

/** Trust as of the last assessment, for ordering and filtering. A function of the log and the clock. */
export type StandingsTable = {
  customer_id: string;
  score: number;
  band: string;
  /** Lower end of the credible interval, points; null until a query orders by it. */
  lower: number | null;
  assessed_at: number;
  /** When it must be assessed again; null if time alone can change nothing. */
  reassess_at: number | null;
  /** 1 if a due time passes at `reassess_at`, so that the obligations change too. */
  lapses: number;
};

/**
 * The words of the customer's name and id, without accents and case, for search. They are as personal as the name: an
 * erasure removes those of the name. A function of the log alone.
 */
export type NameWordsTable = { customer_id: string; word: string };

/** What relationships are counted by, in a narrow table of its own, so that a count reads one index and no wide row. */
export type CountedTable = Pick<
  RelationshipsTable,
  'customer_id' | 'closed' | 'owner' | 'cover_owner' | 'cover_until' | 'segment'
> & { band: string };

/** What a stress test needs to know of each relationship. A function of the log alone. */
export type ExposuresTable = {
  customer_id: string;
  /** Log position of its last contact, so that a reader finds what changed since its last read. */
  position: number;
  /** JSON of an `Exposure` without its matters. Both are null if a stress test has nothing to read. */
  exposure: string | null;
  matters: string | null;
};

/** The ids that a merge ever named, and where they lead. A function of the log alone. */
export type JoinedIdsTable = {
  customer_id: string;
  /** Itself, unless it is absorbed by another relationship. */
  leads_to: string;
  /** 1 while a merge, its retraction or an erasure has yet to be recorded in another stream. */
  unsettled: number;
};

/** Open obligations, as of the `read_at` of the relationship. A function of the log and the clock. */
export type ObligationsTable = {
  customer_id: string;
  obligation_id: string;
  kind: string;
  about: string | null;
  cause_event_id: string;
  due_at: number;
  points: number;
  /** 1 if the log already has the marker of its lapse. */
  marked: number;
  /** Null if it is not deferred; far in the future if it is deferred without end. */
  deferred_until: number | null;
  owner: string | null;
  cover_owner: string | null;
  cover_until: number | null;
  /** JSON of an `OpenPromise`, for the forecast; null for all but DELIVER. */
  promise: string | null;
};

/** Each answered promise, and what its forecast rested on when it was made. A function of the log and the clock. */
export type PromisesAnsweredTable = {
  customer_id: string;
  expectation_id: string;
  /** Empty if it has none. */
  group_name: string;
  missed: number;
  known_at: number;
  /** Weeks are numbered from Monday to Sunday, UTC. */
  known_week: number;
  asked_week: number;
  kept_before: number;
  missed_before: number;
};

/** How many promises of each group were answered in each week: the sums of `promises_answered`. */
export type AnswersByWeekTable = {
  week: number;
  /** Empty for promises without a group. */
  group_name: string;
  kept: number;
  missed: number;
};

/** The calibration of the forecasts of each week. */
export type CalibrationsTable = {
  week: number;
  /** How many answers there were when it was learned. */
  answers: number;
  /** JSON of a `CalibrationCurve`; null if forecasts are not calibrated. */
  curve: string | null;
};

/** How each customer asked for each need. A function of the log alone. */
export type NeedRequestsTable = {
  customer_id: string;
  need_id: string;
  first_asked_at: number;
  last_asked_at: number;
  times_asked: number;
  alternatives_accepted: number;
  /** Null if the customer does not wait. */
  waiting_since: number | null;
  fulfilled_at: number | null;
  last_request_contact_id: string;
  /** The last contact that describes the need in words; null if none does. */
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
  /** Log position of the fact that every customer who waited has got it; null until then. */
  done_at_position: number | null;
};

export type ViewsDatabase = Kysely<ViewsSchema>;

export type SqliteViewsOptions = {
  readonly readOnly?: boolean;
  /** Nobody else may open the file meanwhile, and this fails at once where somebody has. */
  readonly alone?: boolean;
  /** For a file that nobody opens again: it needs no journal beside it. */
  readonly withoutJournal?: boolean;
  /** Called when a statement finds that the file is damaged. */
  readonly damaged?: () => void;
};

/** The open files behind databases, so that another file can take the place of one. */
const FILES = new WeakMap<ViewsDatabase, OpenFile>();

/**
 * @param file the SQLite file of the views, `:memory:`, or empty for a file without a name. They can be rebuilt, so commits do
 *   not wait for the disk
 * @throws ViewsDamaged, ViewsUnavailable
 */
export function openSqliteViews(file: string, options: SqliteViewsOptions = {}): ViewsDatabase {
  const opened = new OpenFile(file, options);
  const db = new Kysely<ViewsSchema>({ dialect: new SqliteDialect({ database: opened }) });
  FILES.set(db, opened);
  return db;
}

/**
 * Closes the file, between two transactions, and opens it again after `act`, which may put another in its place.
 * @throws what `act` throws; the file is open again then, too
 */
export const whileClosed = async <T>(db: ViewsDatabase, act: () => T): Promise<T> =>
  db.connection().execute(async () => {
    const opened = FILES.get(db);
    if (opened === undefined) throw new TypeError('the views are not in a file of this process');
    return opened.whileClosed(act);
  });

/**
 * No statistics are kept (ANALYZE): without them SQLite chooses the same plan for a statement whatever the tables hold, so that
 * test/projection/plans.spec.ts can judge it. With those of a table that was small it would read all of one that has grown.
 */
function prepare(
  database: SqliteDatabase.Database,
  { readOnly = false, alone = false, withoutJournal = false }: SqliteViewsOptions,
): void {
  database.pragma(`busy_timeout = ${alone ? 0 : LOCK_PATIENCE_MS}`);
  if (alone) database.pragma('locking_mode = EXCLUSIVE');
  const setJournal = () => database.pragma(`journal_mode = ${withoutJournal ? 'MEMORY' : 'WAL'}`);
  if (!readOnly) onceNotBusy(setJournal, alone ? 0 : LOCK_PATIENCE_MS);
  // The lock is taken by the first statement that reads or writes.
  if (alone) database.exec('BEGIN EXCLUSIVE; COMMIT');
  database.pragma('secure_delete = ON');
  database.pragma(`synchronous = ${withoutJournal ? 'OFF' : 'NORMAL'}`);
  database.pragma('cache_size = -65536');
  database.pragma('wal_autocheckpoint = 10000');
}

const STATEMENTS_KEPT = 500;

/** Keeps prepared statements. Kysely prepares each time, which costs more than the run of most of our statements. */
class OpenFile implements KyselySqlite {
  private readonly kept = new LRUCache<string, SqliteStatement>({ max: STATEMENTS_KEPT });
  private database: SqliteDatabase.Database;

  constructor(
    private readonly file: string,
    private readonly options: SqliteViewsOptions,
  ) {
    this.database = this.open();
  }

  prepare(sql: string): SqliteStatement {
    let statement = this.kept.get(sql);
    if (statement === undefined)
      this.kept.set(sql, (statement = prepared(this.database, sql, this.options.damaged ?? (() => undefined))));
    return statement;
  }

  close(): void {
    this.database.close();
  }

  whileClosed<T>(act: () => T): T {
    this.kept.clear();
    this.database.close();
    try {
      return act();
    } finally {
      this.database = this.open();
    }
  }

  private open(): SqliteDatabase.Database {
    const database = explaining(() => new SqliteDatabase(this.file, { readonly: this.options.readOnly ?? false }));
    try {
      explaining(() => prepare(database, this.options));
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }
}

/** The statement for texts of any kind. Its failures say what they mean for the views. */
function prepared(database: SqliteDatabase.Database, sql: string, damaged: () => void): SqliteStatement {
  const statement = explaining(() => database.prepare<unknown[]>(sql), damaged);
  return {
    reader: statement.reader,
    all: (values) => explaining(() => statement.all(values.map(storable)), damaged).map(readRow),
    // SQLite has already rolled back after some failures, such as a full disk. A second rollback would hide the first error.
    run: (values) =>
      sql === 'rollback' && !database.inTransaction
        ? { changes: 0, lastInsertRowid: 0 }
        : explaining(() => statement.run(values.map(storable)), damaged),
    *iterate(values) {
      for (const row of statement.iterate(values.map(storable))) yield readRow(row);
    },
  };
}

function explaining<T>(work: () => T, damaged: () => void = () => undefined): T {
  try {
    return work();
  } catch (error) {
    const explainedError = toViewsError(error);
    if (explainedError instanceof ViewsDamaged) damaged();
    throw explainedError;
  }
}

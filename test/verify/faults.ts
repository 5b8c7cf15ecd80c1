/** A fault that somebody plants into the views, past their owner. */
export type Fault = { readonly table: string; readonly sql: string };

const texts = (table: string, ...columns: string[]): Fault[] =>
  columns.map((column) => ({ table, sql: `update ${table} set ${column} = coalesce(${column}, '') || 'x'` }));
const numbers = (table: string, ...columns: string[]): Fault[] =>
  columns.map((column) => ({ table, sql: `update ${table} set ${column} = coalesce(${column}, 0) + 1` }));
const gone = (table: string): Fault => ({ table, sql: `delete from ${table}` });

const ONE_ROW: Readonly<Record<string, readonly Fault[]>> = {
  contacts: [
    gone('contacts'),
    ...texts('contacts', 'customer_id', 'type'),
    ...numbers('contacts', 'revision', 'occurred_at', 'recorded_at', 'known_by'),
  ],
  relationships: [
    gone('relationships'),
    ...texts('relationships', 'name', 'segment', 'owner', 'cover_owner', 'model', 'holding', 'value_currency'),
    ...numbers(
      'relationships',
      'cover_until',
      'closed',
      'opened_at',
      'last_contact_at',
      'contacts',
      'opening_trust',
      'renews_at',
      'value_amount',
    ),
  ],
  standings: [
    gone('standings'),
    ...texts('standings', 'band'),
    ...numbers('standings', 'score', 'lower', 'reassess_at', 'lapses'),
  ],
  exposures: [gone('exposures'), ...texts('exposures', 'exposure', 'matters'), ...numbers('exposures', 'position')],
  obligations: [
    gone('obligations'),
    ...texts('obligations', 'kind', 'about', 'cause_event_id', 'owner', 'cover_owner', 'promise', 'obligation_id'),
    ...numbers('obligations', 'due_at', 'points', 'deferred_until', 'cover_until'),
  ],
  promises_answered: [
    gone('promises_answered'),
    ...texts('promises_answered', 'group_name', 'expectation_id'),
    ...numbers('promises_answered', 'known_at', 'known_week', 'asked_week', 'kept_before', 'missed_before'),
    { table: 'promises_answered', sql: 'update promises_answered set missed = 1 - missed' },
  ],
  answers_by_week: [
    gone('answers_by_week'),
    ...numbers('answers_by_week', 'kept', 'missed'),
    { table: 'answers_by_week', sql: 'update answers_by_week set week = week + 5000' },
  ],
  need_requests: [
    gone('need_requests'),
    ...texts('need_requests', 'need_id', 'last_request_contact_id', 'worded_by_contact_id'),
    ...numbers('need_requests', 'first_asked_at', 'last_asked_at', 'times_asked', 'waiting_since', 'fulfilled_at'),
  ],
  need_steps: [
    gone('need_steps'),
    ...texts('need_steps', 'need_id', 'step', 'owner', 'recorded_by'),
    ...numbers('need_steps', 'occurred_at', 'recorded_at', 'position'),
  ],
};

/** One row of each table is changed, the row at this place of it. @param seed chooses the row */
export const rowFaults = (seed: number): readonly Fault[] =>
  Object.entries(ONE_ROW).flatMap(([table, faults]) =>
    faults.map(({ sql }) => ({ table, sql: `${sql} where ${rowOf(table, seed)}` })),
  );

const rowOf = (table: string, seed: number): string =>
  `(select count(*) from ${table} as before where (${KEYS[table] ?? ''}) < (${(KEYS[table] ?? '').replaceAll('before.', `${table}.`)})) = ${seed} % (select count(*) from ${table})`;

const KEYS: Readonly<Record<string, string>> = {
  contacts: 'before.position',
  relationships: 'before.customer_id',
  standings: 'before.customer_id',
  exposures: 'before.customer_id',
  obligations: 'before.customer_id, before.obligation_id',
  promises_answered: 'before.customer_id, before.expectation_id',
  answers_by_week: 'before.week, before.group_name',
  need_requests: 'before.customer_id, before.need_id',
  need_steps: 'before.event_id',
};

/** The views then say that they are of another log, or hold what it does not have: nothing else is compared. */
export const OF_LOG_FAULTS: readonly Fault[] = [
  { table: 'of_log', sql: "update of_log set id = '00000000-0000-4000-8000-000000000000'" },
  { table: 'of_log', sql: "update of_log set lineage = 'another'" },
  { table: 'of_log', sql: 'update of_log set position = position - 1' },
];

/** Rows that nothing in the log says, and what the projector notes. */
export const WHOLE_FAULTS: readonly Fault[] = [
  {
    table: 'contacts',
    sql: 'insert into contacts select position + 1000000, customer_id, revision, type, occurred_at, recorded_at, known_by from contacts limit 1',
  },
  {
    table: 'relationships',
    sql: "insert into relationships (customer_id, name, closed, opened_at, contacts, model, holding) values ('ghost', 'ghost', 0, 0, 0, 'trust-beta/3', '{}')",
  },
  {
    table: 'standings',
    sql: "insert into standings (customer_id, score, band, assessed_at, lapses) values ('ghost', 50, 'STEADY', 0, 0)",
  },
  {
    table: 'obligations',
    sql: "insert into obligations (customer_id, obligation_id, kind, cause_event_id, due_at, points, marked) values ('ghost', 'g', 'CHECK_IN', 'g', 0, 1, 0)",
  },
  {
    table: 'obligations',
    sql: "update obligations set marked = 1 - marked where obligation_id = (select min(obligation_id) from obligations where kind <> 'HEADS_UP')",
  },
  {
    table: 'checkpoint',
    sql: "insert into checkpoint (name, position) values ('models', 1000000) on conflict (name) do update set position = 1000000",
  },
  { table: 'to_watch', sql: "insert into to_watch (customer_id, since) values ('ghost', 0)" },
  { table: 'pending', sql: "insert into pending (customer_id) values ('ghost')" },
];

/** Of views in a file. */
export const LAYOUT_FAULTS: readonly Fault[] = [
  { table: 'sqlite_schema', sql: 'drop index standings_by_score' },
  { table: 'sqlite_schema', sql: 'create index stray_index on contacts (type)' },
  { table: 'sqlite_schema', sql: 'create table stray_table (name text)' },
];

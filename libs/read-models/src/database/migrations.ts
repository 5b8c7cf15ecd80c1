import { PostgresAdapter, sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { ViewsDatabase } from './database.js';
import { AMOUNT, CURRENCY, LAST_CONTACT, RENEWAL } from './orderings.js';
import { migrationsFor } from './postgres-migrations.js';

const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('checkpoint')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .execute();
    await sql`insert into checkpoint (name, position) values ('views', 0)`.execute(db);
    await db.schema
      .createTable('contacts')
      .addColumn('position', 'bigint', (column) => column.primaryKey())
      .addColumn('customer_id', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('occurred_at', 'bigint', (column) => column.notNull())
      .addColumn('recorded_at', 'bigint', (column) => column.notNull())
      .addColumn('known_by', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('contacts_by_time').on('contacts').columns(['occurred_at', 'position']).execute();
    await db.schema
      .createTable('relationships')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('segment', 'text')
      .addColumn('owner', 'text')
      .addColumn('cover_owner', 'text')
      .addColumn('cover_until', 'bigint')
      .addColumn('closed', 'integer', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('last_contact_at', 'bigint')
      .addColumn('contacts', 'integer', (column) => column.notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('holding', 'text', (column) => column.notNull())
      .addColumn('opening_trust', 'double precision')
      .execute();
    for (const columns of [['owner'], ['cover_owner'], ['segment'], ['name', 'customer_id']])
      await db.schema.createIndex(`relationships_by_${columns[0]}`).on('relationships').columns(columns).execute();
    await sql`create index relationships_by_last_contact on relationships (${LAST_CONTACT}, customer_id)`.execute(db);
    await db.schema
      .createTable('standings')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .addColumn('score', 'double precision', (column) => column.notNull())
      .addColumn('band', 'text', (column) => column.notNull())
      .addColumn('lower', 'double precision')
      .addColumn('assessed_at', 'bigint', (column) => column.notNull())
      .addColumn('reassess_at', 'bigint')
      .addColumn('lapses', 'integer', (column) => column.notNull())
      .execute();
    for (const columns of [
      ['score', 'customer_id'],
      ['lower', 'customer_id'],
      ['band', 'score', 'customer_id'],
      ['reassess_at'],
    ])
      await db.schema.createIndex(`standings_by_${columns[0]}`).on('standings').columns(columns).execute();
    await db.schema
      .createTable('exposures')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('exposure', 'text')
      .addColumn('matters', 'text')
      .execute();
    await db.schema.createIndex('exposures_by_position').on('exposures').column('position').execute();
    await db.schema
      .createTable('obligations')
      .addColumn('customer_id', 'text', (column) => column.notNull())
      .addColumn('obligation_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('about', 'text')
      .addColumn('cause_event_id', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('points', 'double precision', (column) => column.notNull())
      .addColumn('marked', 'integer', (column) => column.notNull())
      .addColumn('deferred_until', 'bigint')
      .addColumn('owner', 'text')
      .addColumn('cover_owner', 'text')
      .addColumn('cover_until', 'bigint')
      .addPrimaryKeyConstraint('obligations_key', ['customer_id', 'obligation_id'])
      .execute();
    // The part of the worklist's order that does not depend on the time.
    const rank = ['points desc', 'due_at asc', 'customer_id asc', 'obligation_id asc'] as const;
    for (const [name, columns] of Object.entries({
      marked: ['marked', 'due_at'],
      kind: ['kind', 'due_at'],
      rank,
      owner: ['owner', ...rank],
      cover: ['cover_owner'],
    }))
      await db.schema
        .createIndex(`obligations_by_${name}`)
        .on('obligations')
        .columns([...columns])
        .execute();
    await createNeedTables(db);
    await db.schema
      .createTable('to_watch')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('pending')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .execute();
  },
};

/** Renewal date and value of a relationship. Existing rows are marked pending, so that they get both. */
const renewal: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [name, type] of Object.entries({
      renews_at: 'bigint',
      value_amount: 'double precision',
      value_currency: 'text',
    } as const))
      await db.schema.alterTable('relationships').addColumn(name, type).execute();
    await sql`create index relationships_by_renewal on relationships (${RENEWAL}, customer_id)`.execute(db);
    await sql`create index relationships_by_value on relationships (${CURRENCY}, ${AMOUNT}, customer_id)`.execute(db);
    await markAllPending(db);
  },
};

/** What the forecasts of promises rest on. Existing rows are marked pending, so that their answers are counted. */
const forecasts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('promises_answered')
      .addColumn('customer_id', 'text', (column) => column.notNull())
      .addColumn('expectation_id', 'text', (column) => column.notNull())
      .addColumn('group_name', 'text', (column) => column.notNull())
      .addColumn('missed', 'integer', (column) => column.notNull())
      .addColumn('known_at', 'bigint', (column) => column.notNull())
      .addColumn('known_week', 'integer', (column) => column.notNull())
      .addColumn('asked_week', 'integer', (column) => column.notNull())
      .addColumn('kept_before', 'double precision', (column) => column.notNull())
      .addColumn('missed_before', 'double precision', (column) => column.notNull())
      .addPrimaryKeyConstraint('promises_answered_key', ['customer_id', 'expectation_id'])
      .execute();
    await db.schema
      .createIndex('promises_answered_by_known')
      .on('promises_answered')
      .columns(['known_at', 'customer_id', 'expectation_id'])
      .execute();
    await db.schema
      .createTable('answers_by_week')
      .addColumn('week', 'integer', (column) => column.notNull())
      .addColumn('group_name', 'text', (column) => column.notNull())
      .addColumn('kept', 'integer', (column) => column.notNull())
      .addColumn('missed', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('answers_by_week_key', ['week', 'group_name'])
      .execute();
    await db.schema
      .createTable('answers_changed')
      .addColumn('times', 'bigint', (column) => column.notNull())
      .execute();
    await sql`insert into answers_changed (times) values (0)`.execute(db);
    await db.schema
      .createTable('calibrations')
      .addColumn('week', 'integer', (column) => column.primaryKey())
      .addColumn('answers', 'integer', (column) => column.notNull())
      .addColumn('curve', 'text')
      .execute();
    await db.schema.alterTable('obligations').addColumn('promise', 'text').execute();
    await markAllPending(db);
  },
};

const markAllPending = (db: Kysely<unknown>) =>
  sql`insert into pending (customer_id) select customer_id from relationships where true on conflict do nothing`.execute(
    db,
  );

/** Which log the views are of. Views of earlier releases have no row: the next batch adds it. */
const ofLog: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('of_log')
      .addColumn('one', 'integer', (column) => column.primaryKey())
      .addColumn('lineage', 'text', (column) => column.notNull())
      .addColumn('store', 'text', (column) => column.notNull())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .execute();
  },
};

const parked: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('parked')
      .addColumn('position', 'bigint', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('customer_id', 'text')
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('event_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('parked_by_stream').on('parked').columns(['stream', 'position']).execute();
  },
};

/** For lists of the contacts of some customers: those that a caller sees. */
const contactsOfCustomers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('contacts_by_customer')
      .on('contacts')
      .columns(['customer_id', 'occurred_at'])
      .execute();
  },
};

/** Relationships that were opened more than once may have lost the trust that they opened with: they are read again. */
const openedAgain: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      insert into pending (customer_id)
      select customer_id from contacts where type = 'RelationshipOpened' group by customer_id having count(*) > 1
      on conflict do nothing`.execute(db);
  },
};

/** When each relationship was read. Existing rows get it when they are next read: nothing is shown by it. */
const readAt: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('relationships').addColumn('read_at', 'bigint').execute();
  },
};

/** An update promised about a promise stands in place of a word about its issue. What has both is read again. */
const promisedUpdates: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      insert into pending (customer_id)
      select customer_id from contacts where type in ('ExpectationSet', 'IssueReported')
      group by customer_id having count(distinct type) > 1
      on conflict do nothing`.execute(db);
  },
};

/** Search and counts. Existing rows are marked pending, so that they are found and counted. */
const search: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('name_words')
      .addColumn('customer_id', 'text', (column) => column.notNull())
      .addColumn('word', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('name_words_key', ['customer_id', 'word'])
      .execute();
    await db.schema.createIndex('name_words_by_word').on('name_words').columns(['word', 'customer_id']).execute();
    await db.schema
      .createTable('counted')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .addColumn('closed', 'integer', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('cover_owner', 'text')
      .addColumn('cover_until', 'bigint')
      .addColumn('segment', 'text')
      .addColumn('band', 'text', (column) => column.notNull())
      .execute();
    // It has all that a count reads, and the customer for a search.
    await db.schema
      .createIndex('counted_by_group')
      .on('counted')
      .columns(['closed', 'owner', 'cover_owner', 'cover_until', 'segment', 'band', 'customer_id'])
      .execute();
    await markAllPending(db);
  },
};

const joinedIds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('joined_ids')
      .addColumn('customer_id', 'text', (column) => column.primaryKey())
      .addColumn('leads_to', 'text', (column) => column.notNull())
      .addColumn('unsettled', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('joined_ids_by_lead').on('joined_ids').columns(['leads_to', 'customer_id']).execute();
  },
};

async function createNeedTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('need_requests')
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('need_id', 'text', (column) => column.notNull())
    .addColumn('first_asked_at', 'bigint', (column) => column.notNull())
    .addColumn('last_asked_at', 'bigint', (column) => column.notNull())
    .addColumn('times_asked', 'integer', (column) => column.notNull())
    .addColumn('alternatives_accepted', 'integer', (column) => column.notNull())
    .addColumn('waiting_since', 'bigint')
    .addColumn('fulfilled_at', 'bigint')
    .addColumn('last_request_contact_id', 'text', (column) => column.notNull())
    .addColumn('worded_by_contact_id', 'text')
    .addPrimaryKeyConstraint('need_requests_key', ['customer_id', 'need_id'])
    .execute();
  // A covering index of all that the register sums, so that a page reads only the index.
  await db.schema
    .createIndex('need_requests_by_need')
    .on('need_requests')
    .columns(['need_id', 'waiting_since', 'times_asked', 'alternatives_accepted', 'fulfilled_at'])
    .execute();
  await db.schema
    .createTable('need_steps')
    .addColumn('event_id', 'text', (column) => column.primaryKey())
    .addColumn('need_id', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('occurred_at', 'bigint', (column) => column.notNull())
    .addColumn('recorded_by', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('need_fulfilments')
    .addColumn('event_id', 'text', (column) => column.primaryKey())
    .addColumn('need_id', 'text', (column) => column.notNull())
    .addColumn('change', 'text')
    .addColumn('occurred_at', 'bigint', (column) => column.notNull())
    .addColumn('recorded_by', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('done_at_position', 'bigint')
    .execute();
  for (const table of ['need_steps', 'need_fulfilments'])
    await db.schema.createIndex(`${table}_by_need`).on(table).columns(['need_id', 'occurred_at']).execute();
  await db.schema
    .createIndex('need_fulfilments_by_done')
    .on('need_fulfilments')
    .columns(['done_at_position'])
    .execute();
}

/** The migration of a SQLite file that this process has begun last. */
let underWay: Promise<void> = Promise.resolve();

/** Migrates the tables to this release. Only one of several starting nodes does it, the others find nothing to do. */
export async function migrateViews(db: ViewsDatabase): Promise<void> {
  // Kysely locks the migrations in Postgres, but not in SQLite, where two servers may start at once on one new file.
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    // Else the migrator would take the notes of another schema of the database for its own.
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
    return migrate(migratorOf(db, rows[0]?.schema));
  }
  // SQLite waits for a lock without letting this process go on. If it were its own lock, nobody would ever give it back.
  const done = underWay.then(() => migrateAlone(db));
  underWay = done.catch(() => undefined);
  return done;
}

async function migrateAlone(db: ViewsDatabase): Promise<void> {
  const migrator = migratorOf(db);
  const known = await migrator.getMigrations();
  // Nothing is left to write: the migrator only looks whether a later release was here.
  if (known.every(({ executedAt }) => executedAt !== undefined)) return migrate(migrator);
  await db.connection().execute(async (alone) => {
    await sql`begin immediate`.execute(alone);
    try {
      await migrate(migratorOf(alone));
      await sql`commit`.execute(alone);
    } catch (error) {
      await sql`rollback`.execute(alone);
      throw error;
    }
  });
}

function migratorOf(db: ViewsDatabase, schema?: string): Migrator {
  const migrations = migrationsFor(db, {
    '0001_first': first,
    '0002_renewal': renewal,
    '0003_forecasts': forecasts,
    '0004_of_log': ofLog,
    '0005_parked': parked,
    '0006_contacts_of_customers': contactsOfCustomers,
    '0007_opened_again': openedAgain,
    '0008_read_at': readAt,
    '0009_search': search,
    '0010_promised_updates': promisedUpdates,
    '0011_joined_ids': joinedIds,
  });
  const provider = { getMigrations: async () => migrations };
  return new Migrator({ db, provider, ...(schema === undefined ? {} : { migrationTableSchema: schema }) });
}

async function migrate(migrator: Migrator): Promise<void> {
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('the views could not be migrated');
}

import type { Transaction } from 'kysely';
import type { ContactLog } from '#contact-log';
import { NO_HOLIDAYS, type Calendar } from '#relationship';
import type { TrustModel } from '#trust';
import { insertMany } from './bulk.js';
import type { ObligationsTable, RelationshipsTable, StandingsTable, ViewsDatabase, ViewsSchema } from './database.js';
import { noteToWatch } from './watch-list.js';
import { obligationRows } from './obligation-rows.js';
import { relationshipRow, standingOf } from './relationship-row.js';

const ROWS_AT_A_TIME = 500;

/** Rows as they are to be written; a relationship whose opening was taken back has none any more. */
export type ReadRelationships = {
  readonly customerIds: readonly string[];
  readonly rows: readonly RelationshipsTable[];
  readonly standings: readonly StandingsTable[];
  readonly obligations: readonly ObligationsTable[];
};

/**
 * The rows that lists are made of. A row holds what is needed to assess the relationship later, and the instant by
 * which it must be: before then its score is right to 0.1 point and its band exactly.
 */
export class RelationshipViews {
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly db: ViewsDatabase,
    private readonly log: ContactLog,
    readonly model: TrustModel,
    private readonly calendar: Calendar = NO_HOLIDAYS,
    private readonly now: () => number = Date.now,
  ) {}

  /** Reads relationships from the log, to be written together with a checkpoint. */
  async read(customerIds: readonly string[]): Promise<ReadRelationships> {
    const rows: RelationshipsTable[] = [];
    const obligations: ObligationsTable[] = [];
    const now = this.now();
    for (const customerId of customerIds) {
      const timeline = await this.log.timelineOf(customerId);
      const row = timeline === null ? null : relationshipRow(timeline, this.model, (each) => this.log.opened(each));
      if (timeline === null || row === null) continue;
      rows.push(row);
      obligations.push(...obligationRows(timeline, this.model, this.calendar, now));
    }
    return { customerIds, rows, standings: rows.map((row) => standingOf(row, this.model, now)), obligations };
  }

  async write(trx: Transaction<ViewsSchema>, read: ReadRelationships): Promise<void> {
    const { customerIds, rows, standings, obligations } = read;
    await noteToWatch(trx, customerIds, this.now());
    const kept = new Set(rows.map((row) => row.customer_id));
    const gone = customerIds.filter((customerId) => !kept.has(customerId));
    if (gone.length > 0) {
      await trx.deleteFrom('relationships').where('customer_id', 'in', gone).execute();
      await trx.deleteFrom('standings').where('customer_id', 'in', gone).execute();
    }
    await insertMany(trx, 'relationships', rows, 'customer_id');
    await insertMany(trx, 'standings', standings, 'customer_id');
    await trx.deleteFrom('obligations').where('customer_id', 'in', customerIds).execute();
    await insertMany(trx, 'obligations', obligations);
  }

  /** Brings every row up to the present: those put off while catching up, and those that time has overtaken. */
  async refresh(): Promise<void> {
    this.refreshing ??= this.refreshAll().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  private async refreshAll(): Promise<void> {
    while (await this.readPending());
    while (await this.assessDue());
  }

  private async readPending(): Promise<boolean> {
    const pending = await this.db.selectFrom('pending').select('customer_id').limit(ROWS_AT_A_TIME).execute();
    if (pending.length === 0) return false;
    const customerIds = pending.map((row) => row.customer_id);
    const read = await this.read(customerIds);
    await this.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('pending').where('customer_id', 'in', customerIds).execute();
      await this.write(trx, read);
    });
    return true;
  }

  private async assessDue(): Promise<boolean> {
    const now = this.now();
    const due = await this.db
      .selectFrom('standings')
      .innerJoin('relationships', 'relationships.customer_id', 'standings.customer_id')
      .where('reassess_at', '<=', now)
      .select(['relationships.customer_id', 'segment', 'holding', 'opening_trust', 'lapses'])
      .limit(ROWS_AT_A_TIME)
      .execute();
    if (due.length === 0) return false;
    const lapsed = due.filter((row) => row.lapses === 1).map((row) => row.customer_id);
    const read = lapsed.length === 0 ? null : await this.read(lapsed);
    const drifted = due.filter((row) => row.lapses === 0).map((row) => standingOf(row, this.model, now));
    const crossed = due.filter((row) => row.lapses === 0).map((row) => row.customer_id);
    await this.db.transaction().execute(async (trx) => {
      await noteToWatch(trx, crossed, now);
      await insertMany(trx, 'standings', drifted, 'customer_id');
      if (read !== null) await this.write(trx, read);
    });
    return true;
  }
}

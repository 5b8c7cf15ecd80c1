import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { ContactLog } from '#contact-log';
import type { StoredEvent } from '#event-store';
import type { ModelLog } from '#model-log';
import type { RecordedContact } from '#relationship';
import type { ModelChoice } from '#trust';
import { answerRows, writeAnswers } from './answer-rows.js';
import { insertMany } from './bulk.js';
import type {
  ExposuresTable,
  JoinedIdsTable,
  NeedRequestsTable,
  ObligationsTable,
  PromisesAnsweredTable,
  RelationshipsTable,
  StandingsTable,
  ViewsDatabase,
  ViewsSchema,
} from '../database/database.js';
import { writeBands, writeFoundBy, type Alias } from './found-by.js';
import { needRequestRows } from './need-writing.js';
import { haveModelsChanged } from './model-change.js';
import { noteToWatch } from './watch-list.js';
import { obligationRows } from './obligation-rows.js';
import { overtaken } from './overtaken.js';
import { relationshipRow, standingOf, type Held } from './relationship-row.js';
import { putAllOff } from './put-off.js';
import { parkRelationship } from './parked.js';
import { poisonIn, type ParkedReason } from './poison.js';
import { lockViews } from '../database/views-lock.js';
import { exposureRow } from './exposure-row.js';
import { isAbsorbed, joinedIdRow } from './joined-id-row.js';
import { ViewsFull } from '../database/views-unavailable.js';

const ROWS_AT_A_TIME = 500;
/** Clocks of several nodes may differ by this much. */
const CLOCKS_DIFFER_MS = 60_000;
/** Work between two yields to the event loop, so that what is asked meanwhile waits for no longer. */
const WORK_BEFORE_YIELD_MS = 5;

/** Where relationships are read from. Only the contact log itself has `follow`, which warms its cache. */
export type Timelines = Pick<ContactLog, 'wholeTimelineOf' | 'opened'> &
  Partial<Pick<ContactLog, 'follow' | 'remembered'>>;

/** The models for scores; `read` brings them up to date with the log. */
export type Models = ModelChoice & Partial<Pick<ModelLog, 'read'>>;

/** Rows to write. A relationship whose opening was retracted has none, and its old row is deleted. */
export type ReadRelationships = {
  readonly customerIds: readonly string[];
  readonly rows: readonly RelationshipsTable[];
  readonly standings: readonly StandingsTable[];
  readonly obligations: readonly ObligationsTable[];
  readonly answers: readonly PromisesAnsweredTable[];
  readonly needRequests: readonly NeedRequestsTable[];
  /** Also for relationships that no longer have a row. */
  readonly exposures: readonly ExposuresTable[];
  /** For ids that a merge ever named. */
  readonly joinedIds: readonly JoinedIdsTable[];
  /** The ids that lead to relationships, by which they are found, too. */
  readonly aliases: readonly Alias[];
};

/**
 * The rows behind the lists. A row holds what a later assessment needs, and the time by which it must happen: until then
 * the score is exact to 0.1 point and the band is exact.
 */
export class RelationshipViews {
  private refreshing: Promise<void> | null = null;
  private warmed = 0;
  /** Milliseconds since the epoch. */
  private assessedAt = -Infinity;
  /** Whether rows that were due could not be written at the last list, because the disk is full. */
  isOutOfDate = false;

  /** @param countsAnswers whether the answers of promises are counted, for forecasts */
  constructor(
    private readonly db: ViewsDatabase,
    private readonly log: Timelines,
    readonly models: Models,
    readonly now: () => number = Date.now,
    private readonly countsAnswers = true,
  ) {}

  /**
   * Warms the cache of timelines with a contact from the log, as long as the log fits into the cache. Its relationship is
   * then not read again when its row is built.
   */
  warm(event: StoredEvent, contact: RecordedContact): void {
    if (this.warmed >= (this.log.remembered ?? 0)) return;
    this.warmed += 1;
    this.log.follow?.(event, contact);
  }

  /**
   * Reads relationships from the log, to be written together with a checkpoint, and those with which merges connect them.
   * @throws if one cannot be read or its row cannot be built; see poison.ts
   */
  read(customerIds: readonly string[]): Promise<ReadRelationships> {
    return this.readAll(new Set(customerIds), true);
  }

  /** As read, without those with which merges connect it. */
  readAlone(customerId: string): Promise<ReadRelationships> {
    return this.readAll(new Set([customerId]), false);
  }

  /** @param customerIds those that are connected are added to it */
  private async readAll(customerIds: Set<string>, areConnectedRead: boolean): Promise<ReadRelationships> {
    const rows: RelationshipsTable[] = [];
    const obligations: ObligationsTable[] = [];
    const answers: PromisesAnsweredTable[] = [];
    const needRequests: NeedRequestsTable[] = [];
    const exposures: ExposuresTable[] = [];
    const joinedIds: JoinedIdsTable[] = [];
    const aliases: Alias[] = [];
    const now = this.now();
    let since = performance.now();
    for (const customerId of customerIds) {
      if (performance.now() - since > WORK_BEFORE_YIELD_MS) {
        await setImmediate();
        since = performance.now();
      }
      const timeline = await this.log.wholeTimelineOf(customerId);
      if (timeline === null) continue;
      if (timeline.everJoined !== null) {
        joinedIds.push(joinedIdRow(customerId, timeline));
        if (areConnectedRead) for (const each of timeline.everJoined.customerIds) customerIds.add(each);
      }
      exposures.push(exposureRow(customerId, timeline, this.models));
      if (isAbsorbed(customerId, timeline)) continue;
      const row = relationshipRow(timeline, this.models, (each) => this.log.opened(each));
      if (row === null) continue;
      rows.push({ ...row, read_at: now });
      aliases.push(...timeline.absorbedIds.map((alias) => ({ customer_id: customerId, alias })));
      obligations.push(...obligationRows(timeline, this.models, now));
      // One by one: a relationship may have more promises than a call takes arguments.
      if (this.countsAnswers) for (const each of answerRows(timeline, now)) answers.push(each);
      needRequests.push(...needRequestRows(timeline));
    }
    const standings = rows.map((row) => standingOf(row, this.models, now));
    return {
      customerIds: [...customerIds],
      rows,
      standings,
      obligations,
      answers,
      needRequests,
      exposures,
      joinedIds,
      aliases,
    };
  }

  async write(trx: Transaction<ViewsSchema>, read: ReadRelationships): Promise<void> {
    const { customerIds, rows, standings, obligations, answers, needRequests, exposures, joinedIds, aliases } = read;
    await noteToWatch(trx, customerIds, this.now());
    const kept = new Set(rows.map((row) => row.customer_id));
    const gone = customerIds.filter((customerId) => !kept.has(customerId));
    if (gone.length > 0) {
      await trx.deleteFrom('relationships').where('customer_id', 'in', gone).execute();
      await trx.deleteFrom('standings').where('customer_id', 'in', gone).execute();
    }
    await insertMany(trx, 'relationships', rows, 'customer_id');
    await insertMany(trx, 'standings', standings, 'customer_id');
    await writeFoundBy(trx, customerIds, rows, { standings, aliases });
    await insertMany(trx, 'exposures', exposures, 'customer_id');
    await insertMany(trx, 'joined_ids', joinedIds, 'customer_id');
    await trx.deleteFrom('obligations').where('customer_id', 'in', customerIds).execute();
    await insertMany(trx, 'obligations', obligations);
    if (this.countsAnswers) await writeAnswers(trx, customerIds, answers, this.now());
    await trx.deleteFrom('need_requests').where('customer_id', 'in', customerIds).execute();
    await insertMany(trx, 'need_requests', needRequests);
  }

  /** Brings every row up to date: pending rows, and rows whose time of reassessment has come. */
  async refresh(): Promise<void> {
    this.refreshing ??= this.refreshAll().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  /** As refresh, for a list: where the disk of the views is full, the list shows the rows as they are. */
  async refreshIfRoom(): Promise<void> {
    try {
      await this.refresh();
      this.isOutOfDate = false;
    } catch (error) {
      if (!(error instanceof ViewsFull)) throw error;
      this.isOutOfDate = true;
    }
  }

  /** As refresh, but certain to include everything that was committed before the call. */
  async refreshFromNow(): Promise<void> {
    // A refresh that already runs may have read the rows too early. The second one starts after the call.
    await this.refresh();
    await this.refresh();
  }

  /** As refreshFromNow. @returns log position up to which every row is then complete */
  async refreshTo(): Promise<number> {
    // Read first: later commits may be in some rows and not in others.
    const position = await this.checkpoint();
    await this.refreshFromNow();
    return position;
  }

  /** Rows may hold what stood at this time: where the clock is set back, they are computed again. */
  noteAssessed(at: number): void {
    this.assessedAt = Math.max(this.assessedAt, at);
  }

  /** A row of a time that has not come would stay until that time: a clock was ahead when it was assessed. */
  private async notAhead(): Promise<void> {
    const now = this.now();
    if (now < this.assessedAt - CLOCKS_DIFFER_MS)
      await this.db.transaction().execute(async (trx) => {
        await lockViews(trx);
        await putAllOff(trx);
      });
    this.assessedAt = now;
  }

  /** Brings some rows up to date. @returns whether there may be more */
  async refreshSome(): Promise<boolean> {
    return (await this.readPending()) || this.assessDue();
  }

  private async refreshAll(): Promise<void> {
    await this.notAhead();
    while (await this.readPending());
    while (await this.assessDue());
  }

  private async readPending(): Promise<boolean> {
    const pending = await this.db.selectFrom('pending').select('customer_id').limit(ROWS_AT_A_TIME).execute();
    if (pending.length === 0) return false;
    // Another process may have projected a change of models.
    await this.models.read?.();
    await this.readTogether(pending.map((row) => row.customer_id));
    return true;
  }

  /** If one of the relationships cannot be read or written, it alone is parked. */
  private async readTogether(customerIds: readonly string[]): Promise<void> {
    const since = await this.checkpoint();
    try {
      const read = await this.read(customerIds);
      await this.db.transaction().execute(async (trx) => {
        const current = without(read, await overtaken(trx, read.customerIds, since));
        if (current.customerIds.length === 0 || (await haveModelsChanged(trx, since))) return;
        await trx.deleteFrom('pending').where('customer_id', 'in', current.customerIds).execute();
        await this.write(trx, current);
      });
    } catch (error) {
      const reason = poisonIn(error);
      if (reason === null) throw error;
      const [customerId] = customerIds;
      if (customerId === undefined) return;
      const half = Math.ceil(customerIds.length / 2);
      if (customerIds.length === 1) return this.parkOne(customerId, reason);
      await this.readTogether(customerIds.slice(0, half));
      await this.readTogether(customerIds.slice(half));
    }
  }

  /** Its row stays as it is, and is not assessed again, until a retry succeeds. */
  private async parkOne(customerId: string, reason: ParkedReason): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      await lockViews(trx);
      await parkRelationship(trx, customerId, reason, this.now());
      await trx.deleteFrom('pending').where('customer_id', '=', customerId).execute();
      await trx.updateTable('standings').set({ reassess_at: null }).where('customer_id', '=', customerId).execute();
    });
  }

  private async assessDue(): Promise<boolean> {
    const now = this.now();
    const since = await this.checkpoint();
    const due = await this.db
      .selectFrom('standings')
      .innerJoin('relationships', 'relationships.customer_id', 'standings.customer_id')
      .where('reassess_at', '<=', now)
      .select(['relationships.customer_id', 'segment', 'model', 'holding', 'opening_trust', 'lapses', 'band'])
      .limit(ROWS_AT_A_TIME)
      .execute();
    if (due.length === 0) return false;
    await this.models.read?.();
    const lapsed = due.filter((row) => row.lapses === 1).map((row) => row.customer_id);
    const drifted = due.filter((row) => row.lapses === 0);
    try {
      await this.assess(drifted, now, since);
    } catch (error) {
      if (poisonIn(error) === null) throw error;
      // One of the rows cannot be assessed. They are read from the log instead, each with those that it does not hinder.
      lapsed.push(...drifted.map((row) => row.customer_id));
    }
    if (lapsed.length > 0) await this.readTogether(lapsed);
    return true;
  }

  private async assess(
    drifted: readonly (Held & { readonly band: string })[],
    now: number,
    since: number,
  ): Promise<void> {
    if (drifted.length === 0) return;
    const standings = drifted.map((row) => standingOf(row, this.models, now));
    await this.db.transaction().execute(async (trx) => {
      const customerIds = drifted.map((row) => row.customer_id);
      const gone = await overtaken(trx, customerIds, since);
      if (await haveModelsChanged(trx, since)) return;
      const isCurrent = (row: { readonly customer_id: string }) => !gone.has(row.customer_id);
      await noteToWatch(
        trx,
        customerIds.filter((customerId) => !gone.has(customerId)),
        now,
      );
      await insertMany(trx, 'standings', standings.filter(isCurrent), 'customer_id');
      await writeBands(
        trx,
        standings.filter((row, index) => isCurrent(row) && row.band !== drifted[index]?.band),
      );
    });
  }

  private async checkpoint(): Promise<number> {
    const row = await this.db
      .selectFrom('checkpoint')
      .select('position')
      .where('name', '=', 'views')
      .executeTakeFirst();
    return Number(row?.position ?? 0);
  }
}

/** What was read in several calls. */
export const joined = (all: readonly ReadRelationships[]): ReadRelationships => ({
  customerIds: all.flatMap((each) => each.customerIds),
  rows: all.flatMap((each) => each.rows),
  standings: all.flatMap((each) => each.standings),
  obligations: all.flatMap((each) => each.obligations),
  answers: all.flatMap((each) => each.answers),
  needRequests: all.flatMap((each) => each.needRequests),
  exposures: all.flatMap((each) => each.exposures),
  joinedIds: all.flatMap((each) => each.joinedIds),
  aliases: all.flatMap((each) => each.aliases),
});

function without(read: ReadRelationships, customerIds: ReadonlySet<string>): ReadRelationships {
  if (customerIds.size === 0) return read;
  const isKept = (row: { readonly customer_id: string }) => !customerIds.has(row.customer_id);
  return {
    customerIds: read.customerIds.filter((customerId) => !customerIds.has(customerId)),
    rows: read.rows.filter(isKept),
    standings: read.standings.filter(isKept),
    obligations: read.obligations.filter(isKept),
    answers: read.answers.filter(isKept),
    needRequests: read.needRequests.filter(isKept),
    exposures: read.exposures.filter(isKept),
    joinedIds: read.joinedIds.filter(isKept),
    aliases: read.aliases.filter(isKept),
  };
}

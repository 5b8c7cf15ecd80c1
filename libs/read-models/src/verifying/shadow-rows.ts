import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { lapseMarkerId, type ContactLog } from '#contact-log';
import type { Timeline } from '#relationship';
import type { ModelChoice } from '#trust';
import type { ObligationsTable, StandingsTable, ViewsDatabase } from '../database/database.js';
import { poisonIn } from '../rows/poison.js';
import { isAbsorbed } from '../rows/joined-id-row.js';
import { lowerEndOf, standingOf } from '../rows/relationship-row.js';
import { RelationshipViews, type ReadRelationships } from '../rows/relationship-views.js';
import { timelineFrom } from '../snapshots/timelines-as-of.js';
import { shown, type Difference } from './differences.js';

/** What the views say of when a row was made: the rest of the row must follow from the log and from this. */
export type MadeAt = {
  readonly customer_id: string;
  /** Log position of the last contact, by the rows of contacts in the shadow. */
  readonly last: number;
  /** Up to which position of the log the relationship was read. */
  readonly position: number | null;
  /** Null if it has no row. */
  readonly row_of: string | null;
  readonly read_at: number | null;
  readonly assessed_at: number | null;
  readonly lower: number | null;
};

/** Why a relationship is not compared. */
export type LeftOut = 'pending' | 'parked' | 'erased meanwhile' | 'of an earlier release';

export type RowParts = {
  readonly shadow: ViewsDatabase;
  /** The whole log: a row may hold contacts that the views have not projected yet. */
  readonly log: ContactLog;
  readonly models: ModelChoice;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

type Made = { readonly read: ReadRelationships } | { readonly leftOut: LeftOut } | { readonly difference: Difference };

const CUSTOMER = (customerId: string) => `customer_id ${shown(customerId)}`;

/** Makes the rows of relationships anew, each as of when the views say that theirs was made. */
export class ShadowRows {
  private at = 0;
  private cut: Timeline | null = null;
  private readonly rows: RelationshipViews;

  constructor(private readonly parts: RowParts) {
    const log = { wholeTimelineOf: async () => this.cut, opened: parts.log.opened.bind(parts.log) };
    this.rows = new RelationshipViews(parts.shadow, log, parts.models, () => this.at);
  }

  /** @param marked ids of the obligations that the views say are marked */
  async make(made: MadeAt, marked: ReadonlySet<string>): Promise<Made> {
    const { customer_id: customerId, read_at, assessed_at, last } = made;
    const { log, now, models } = this.parts;
    const position = Number(made.position);
    if (!(position >= last))
      return differs('exposures', customerId, `position is ${shown(made.position)}, and ${last} by the log`);
    try {
      const whole = await log.wholeTimelineOf(customerId);
      this.cut =
        whole === null
          ? null
          : timelineFrom(whole, { asOf: null, knownAt: null, position: BigInt(position), model: null }, customerId);
      if (whole?.erasure != null && this.cut?.erasure === null) return { leftOut: 'erased meanwhile' };
      const hasRow = this.cut?.profile != null && !isAbsorbed(customerId, this.cut);
      if (hasRow && made.row_of === null) return differs('relationships', customerId, 'is missing in the views');
      if (hasRow && read_at === null) return { leftOut: 'of an earlier release' };
      this.at = hasRow ? Number(read_at ?? now) : now;
      if (!(this.at <= now))
        return differs('relationships', customerId, `read_at is ${shown(read_at)}, which is no time that has passed`);
      const read = await this.rows.readAlone(customerId);
      const standings = read.rows.map((row): StandingsTable => {
        const standing = standingOf(row, models, Number(assessed_at ?? now));
        return made.lower === null ? standing : { ...standing, lower: lowerEndOf(row, models, standing.assessed_at) };
      });
      const obligations = read.obligations.map((row) =>
        marked.has(row.obligation_id) && this.mayBeMarked(row, whole) ? { ...row, marked: 1 } : row,
      );
      return { read: { ...read, standings, obligations } };
    } catch (error) {
      if (poisonIn(error) === null) throw error;
      return differs('relationships', customerId, `its rows cannot be made from the log: ${(error as Error).message}`);
    }
  }

  /** The watcher marks what it has looked at. What needs no marker has none in the log. */
  private mayBeMarked({ obligation_id, kind, due_at, customer_id }: ObligationsTable, whole: Timeline | null): boolean {
    if (due_at >= this.parts.now) return false;
    if (kind === 'HEADS_UP' || whole === null || whole.erasure !== null) return true;
    return whole.contact(lapseMarkerId(customer_id, obligation_id)) !== null;
  }
}

const differs = (table: string, customerId: string, says: string): Made => ({
  difference: { table, row: CUSTOMER(customerId), says },
});

const CUSTOMERS_AT_A_TIME = 200;

/** What the copied views say of when their rows were made, in the order of the customers. */
export async function* madeIn(shadow: ViewsDatabase): AsyncIterable<readonly MadeAt[]> {
  for (let after: string | null = null; ;) {
    const { rows }: { rows: MadeAt[] } = await sql<MadeAt>`
      select here.customer_id, here.last, e.position, r.customer_id as row_of, r.read_at, s.assessed_at, s.lower from (
        select customer_id, max(position) as last from contacts
        where ${after === null ? sql`true` : sql`customer_id > ${after}`}
        group by customer_id order by customer_id limit ${CUSTOMERS_AT_A_TIME}) as here
      left join served.exposures as e on e.customer_id = here.customer_id
      left join served.relationships as r on r.customer_id = here.customer_id
      left join served.standings as s on s.customer_id = here.customer_id
      order by here.customer_id`.execute(shadow);
    if (rows.length > 0) yield rows;
    if (rows.length < CUSTOMERS_AT_A_TIME) return;
    after = rows.at(-1)?.customer_id ?? null;
    await setImmediate();
  }
}

/** The ids of the marked obligations of these customers in the copied views. */
export async function markedIn(
  shadow: ViewsDatabase,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ customer_id: string; obligation_id: string }>`
    select customer_id, obligation_id from served.obligations
    where marked = 1 and customer_id in (${sql.join(customerIds)})`.execute(shadow);
  const marked = new Map<string, Set<string>>();
  for (const { customer_id, obligation_id } of rows) {
    const ids = marked.get(customer_id) ?? new Set();
    marked.set(customer_id, ids.add(obligation_id));
  }
  return marked;
}

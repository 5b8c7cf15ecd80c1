import { sql } from 'kysely';
import type { ViewsDatabase } from '../database/database.js';
import { joined, RelationshipViews, type ReadRelationships } from '../rows/relationship-views.js';
import { LEFT_OUT, shown, type Difference } from './differences.js';
import { parkedIn } from './parked-compared.js';
import { madeIn, markedIn, ShadowRows, type LeftOut, type MadeAt, type RowParts } from './shadow-rows.js';

export type Remade = {
  readonly relationships: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  readonly differences: readonly Difference[];
};

export type Remaking = {
  readonly reach: (done: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** Relationships with a parked event: in the views, and in the shadow. */
type Parked = { readonly served: ReadonlySet<string>; readonly shadow: ReadonlySet<string> };

/** Makes the rows of all relationships anew in the shadow. Those that cannot be compared are noted, to be left out. */
export class RowsRemade {
  private readonly leftOut = { pending: 0, parked: 0, 'erased meanwhile': 0, 'of an earlier release': 0 };
  private readonly differences: Difference[] = [];
  private readonly making: ShadowRows;
  private readonly writing: RelationshipViews;

  constructor(
    private readonly parts: RowParts,
    private readonly served: ViewsDatabase,
  ) {
    this.making = new ShadowRows(parts);
    this.writing = new RelationshipViews(parts.shadow, parts.log, parts.models, () => parts.now);
  }

  async run({ reach, signal }: Remaking): Promise<Remade> {
    const { shadow } = this.parts;
    await sql`create table ${sql.table(LEFT_OUT)} (customer_id text primary key)`.execute(shadow);
    const pending = new Set(
      (await this.served.selectFrom('pending').select('customer_id').execute()).map((row) => row.customer_id),
    );
    const parked = { served: await customersParked(this.served), shadow: await customersParked(shadow) };
    for (const customerId of parked.shadow)
      if (!parked.served.has(customerId))
        this.parkedOtherwise(customerId, 'it is shown, but an event of it cannot be projected: see `rapport doctor`');
    const { rows } = await sql<{ total: number }>`select count(distinct customer_id) as total from contacts`.execute(
      shadow,
    );
    const relationships = rows[0]?.total ?? 0;
    let done = 0;
    for await (const chunk of madeIn(shadow)) {
      signal.throwIfAborted();
      await this.remake(chunk, pending, parked);
      reach((done += chunk.length), relationships);
    }
    // A relationship of which every event is parked has no contacts in the shadow.
    for (const customerId of [...parked.served, ...parked.shadow]) await this.leaveOut(customerId);
    return { relationships, leftOut: this.leftOut, differences: this.differences };
  }

  private async remake(chunk: readonly MadeAt[], pending: ReadonlySet<string>, parked: Parked): Promise<void> {
    const { shadow } = this.parts;
    const customerIds = chunk.map(({ customer_id }) => customer_id);
    const marked = await markedIn(shadow, customerIds);
    const read: ReadRelationships[] = [];
    for (const made of chunk) {
      const { customer_id: customerId } = made;
      if (parked.shadow.has(customerId)) this.leftOut.parked += 1;
      else if (parked.served.has(customerId)) await this.remakeParked(made);
      else if (pending.has(customerId)) {
        this.leftOut.pending += 1;
        await this.leaveOut(customerId);
      } else {
        const remade = await this.making.make(made, marked.get(customerId) ?? new Set());
        if ('read' in remade) read.push(remade.read);
        else {
          if ('leftOut' in remade) this.leftOut[remade.leftOut] += 1;
          else this.differences.push(remade.difference);
          await this.leaveOut(customerId);
        }
      }
    }
    await shadow.transaction().execute((trx) => this.writing.write(trx, joined(read)));
  }

  /** Parked in the views alone: because its rows cannot be made, or without need. */
  private async remakeParked(made: MadeAt): Promise<void> {
    this.leftOut.parked += 1;
    const whole = { ...made, position: Number.MAX_SAFE_INTEGER, row_of: made.customer_id, read_at: 0, assessed_at: 0 };
    if ('read' in (await this.making.make(whole, new Set())))
      this.parkedOtherwise(made.customer_id, 'it is parked, but can be projected: run `rapport parked --retry`');
  }

  private parkedOtherwise(customerId: string, says: string): void {
    this.differences.push({ table: 'parked', row: `customer_id ${shown(customerId)}`, says });
  }

  private async leaveOut(customerId: string): Promise<void> {
    await sql`insert or ignore into ${sql.table(LEFT_OUT)} (customer_id) values (${customerId})`.execute(
      this.parts.shadow,
    );
  }
}

const customersParked = async (db: ViewsDatabase): Promise<ReadonlySet<string>> =>
  new Set((await parkedIn(db)).flatMap(({ customer_id }) => customer_id ?? []));

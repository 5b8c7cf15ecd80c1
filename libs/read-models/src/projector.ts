import type { Transaction } from 'kysely';
import type { EventStore, Position, StoredEvent } from '#event-store';
import { customerOf, fromStored, needFactFrom } from '#contact-log';
import type { ModelLog } from '#model-log';
import type { RecordedContact } from '#relationship';
import { insertMany } from './bulk.js';
import type { ContactsTable, ViewsDatabase, ViewsSchema } from './database.js';
import { writeNeedFacts } from './need-writing.js';
import type { RelationshipViews } from './relationship-views.js';
import { noteToScrub, scrub } from './scrub.js';

export type CommittedContact = { readonly contact: RecordedContact; readonly position: Position };
type Listener = (contacts: readonly CommittedContact[]) => void;
type Waiter = { readonly position: number; readonly tell: (committed: boolean) => void };

/** A batch that touches more relationships than this is catching up: their rows are put off until they are asked for. */
const MOST_TOUCHED_LIVE = 100;
const BATCH_SIZE = 5_000;

/** Another projector has committed this part of the log already. */
class CheckpointMoved extends Error {}

/**
 * Follows the log and fills the views. Rows and checkpoint commit together, and only from the checkpoint that was read,
 * so each event changes each view exactly once however often it is delivered and however many projectors run.
 */
export class Projector {
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<Listener>();
  private readonly waiters = new Set<Waiter>();
  private running: Promise<void> = Promise.resolve();
  private committed = 0;
  /** Whether nothing personal can lie about that has left the rows. */
  private isClean = false;

  constructor(
    private readonly store: EventStore,
    private readonly db: ViewsDatabase,
    private readonly relationships: RelationshipViews,
    private readonly models: ModelLog,
  ) {}

  /**
   * @param failed is told of what it cannot go on after; nothing is projected from then on
   * @param batchSize events that commit together at most
   */
  start(failed: (error: unknown) => void, batchSize = BATCH_SIZE): void {
    this.running = this.run(batchSize).catch(failed);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    for (const waiter of this.waiters) waiter.tell(false);
    await this.running;
  }

  /** Tells what has been committed to the views, by whichever process, in the order of the log. */
  onCommitted(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The position up to which the views hold the log. */
  get position(): Position {
    return BigInt(this.committed);
  }

  /** Whether the views hold everything up to the position, waiting for it up to the given time. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.committed >= Number(position)) return true;
    return new Promise((resolve) => {
      const tell = (isCommitted: boolean) => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve(isCommitted);
      };
      const waiter = { position: Number(position), tell };
      const timer = setTimeout(() => tell(false), timeoutMs);
      this.waiters.add(waiter);
    });
  }

  /** Projects what the log holds now, and returns. @param batchSize events that commit together at most */
  async catchUp(batchSize = BATCH_SIZE): Promise<void> {
    const head = await this.store.head();
    this.committed = await this.checkpoint();
    if (head === null) return;
    for await (const batch of this.store.readAll({ after: BigInt(this.committed), batchSize }))
      await this.commit(batch);
  }

  private async run(batchSize: number): Promise<void> {
    const { signal } = this.stopping;
    this.committed = await this.checkpoint();
    await this.scrub();
    this.announce([]);
    const after = BigInt(this.committed);
    for await (const batch of this.store.follow({ after, batchSize, signal })) {
      await this.commit(batch);
      if (signal.aborted) return;
    }
  }

  private async checkpoint(): Promise<number> {
    const row = await this.db
      .selectFrom('checkpoint')
      .select('position')
      .where('name', '=', 'views')
      .executeTakeFirst();
    return Number(row?.position ?? 0);
  }

  /** What the checkpoint has passed already, by whichever projector, is left out. */
  private async commit(batch: readonly StoredEvent[]): Promise<void> {
    for (let rest = this.after(batch, this.committed); rest.length > 0;) {
      try {
        await this.project(rest);
        await this.scrub();
        this.announce(rest);
        return;
      } catch (error) {
        if (!(error instanceof CheckpointMoved)) throw error;
        this.committed = await this.checkpoint();
        const left = this.after(rest, this.committed);
        this.announce(rest.slice(0, rest.length - left.length));
        rest = left;
      }
    }
  }

  private after(events: readonly StoredEvent[], position: number): readonly StoredEvent[] {
    return events.filter((event) => Number(event.position) > position);
  }

  private async project(batch: readonly StoredEvent[]): Promise<void> {
    const rows: ContactsTable[] = [];
    let isModelChanged = false;
    for (const event of batch) {
      if (this.models.follow(event)) isModelChanged = true;
      const contact = fromStored(event);
      if (contact === null) continue;
      rows.push(contactRow(event, contact));
      this.relationships.pass(event, contact);
    }
    const needFacts = batch.map(needFactFrom).filter((fact) => fact !== null);
    const touched = [...new Set(rows.map((row) => row.customer_id))];
    const isLive = touched.length <= MOST_TOUCHED_LIVE;
    const erased = rows.filter(({ type }) => type === 'CustomerErased').map((row) => row.customer_id);
    // What was erased must not stay in a row until somebody asks for it.
    const read = await this.relationships.read(isLive ? touched : [...new Set(erased)]);
    const putOff = isLive ? [] : touched;
    const last = Number(batch.at(-1)?.position);
    await this.db.transaction().execute(async (trx) => {
      const moved = await trx
        .updateTable('checkpoint')
        .set({ position: last })
        .where('name', '=', 'views')
        .where('position', '=', this.committed)
        .executeTakeFirst();
      if (Number(moved.numUpdatedRows) !== 1) throw new CheckpointMoved();
      await insertMany(trx, 'contacts', rows);
      await writeNeedFacts(trx, needFacts);
      if (read.customerIds.length > 0) await this.relationships.write(trx, read);
      await insertMany(
        trx,
        'pending',
        putOff.map((customer_id) => ({ customer_id })),
        'customer_id',
      );
      // Another model may read every score; those of other segments cost little beside.
      if (isModelChanged) await putAllOff(trx);
      if (erased.length > 0) await noteToScrub(trx, last);
    });
    if (erased.length > 0) this.isClean = false;
    this.committed = last;
  }

  /** Where others are in the way, it is tried again after the next commit, or the next start. */
  private async scrub(): Promise<void> {
    if (this.isClean) return;
    this.isClean = await scrub(this.db).catch(() => false);
  }

  private announce(events: readonly StoredEvent[]): void {
    for (const waiter of this.waiters) if (waiter.position <= this.committed) waiter.tell(true);
    if (this.listeners.size === 0 || events.length === 0) return;
    const contacts = events.flatMap((event) => {
      const contact = fromStored(event);
      return contact === null ? [] : [{ contact, position: event.position }];
    });
    if (contacts.length > 0) for (const listener of this.listeners) listener(contacts);
  }
}

const putAllOff = (trx: Transaction<ViewsSchema>) =>
  trx
    .insertInto('pending')
    .columns(['customer_id'])
    // Without a condition SQLite takes what follows for part of the query.
    .expression(trx.selectFrom('relationships').select('customer_id').where('customer_id', 'is not', null))
    .onConflict((conflict) => conflict.column('customer_id').doNothing())
    .execute();

const contactRow = (event: StoredEvent, contact: RecordedContact): ContactsTable => ({
  position: Number(event.position),
  customer_id: customerOf(event.stream) ?? contact.data.customerId,
  revision: event.revision,
  type: event.type,
  occurred_at: contact.at,
  recorded_at: contact.recordedAt,
});

import type { Kysely, Selectable } from 'kysely';
import type { Role } from './actor.js';
import type { AccessSchema, AuditTable } from './access-schema.js';

/** What is noted: that somebody was let in, was refused, changed something, or read it. */
export const AUDIT_ACTS = ['SIGNED_IN', 'REFUSED', 'CHANGED', 'READ'] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** One line of the trail. It holds neither personal text nor a secret. */
export type AuditEntry = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly act: AuditAct;
  /** Null: nobody was let in. */
  readonly identity: string | null;
  readonly role: Role | null;
  /** The root fields of the document; empty for a token that was refused. */
  readonly what: string;
  /** The customer that the arguments name; null: none, or several. */
  readonly customerId: string | null;
  /** Why it was refused; null if it was not. */
  readonly code: string | null;
};
export type ListedEntry = AuditEntry & { readonly entryId: number };

export type AuditQuery = {
  readonly identity?: string | null;
  readonly act?: AuditAct | null;
  /** Only entries that name this customer. */
  readonly customerId?: string | null;
  /** Only entries before this one. */
  readonly before?: number | null;
  readonly first: number;
};

const WRITE_AFTER_MS = 100;
/** Entries that wait while the database cannot be written; later ones are counted and lost. */
const MOST_WAITING = 10_000;

/** Who read or changed what of whom, who came in and who was refused. Entries are only added; the database refuses all else. */
export class AuditTrail {
  private waiting: AuditEntry[] = [];
  private lost = 0;
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  private tell: (error: unknown, lost: number) => void = () => undefined;

  /** @param failed says what an error of the database means */
  constructor(
    private readonly db: Kysely<AccessSchema>,
    private readonly failed: (error: unknown) => unknown,
  ) {}

  /** @param tell told when entries cannot be written, and how many were lost so far */
  whenFailed(tell: (error: unknown, lost: number) => void): void {
    this.tell = tell;
  }

  /** Adds an entry. It is on disk within a second; nobody waits for it. */
  note(entry: AuditEntry): void {
    if (this.waiting.length >= MOST_WAITING) this.lost += 1;
    else this.waiting.push(entry);
    this.timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** No more is written. */
  end(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** The latest first. @throws TokensUnavailable */
  async list({ identity, act, customerId, before, first }: AuditQuery): Promise<readonly ListedEntry[]> {
    await this.flush();
    try {
      let select = this.db.selectFrom('audit').selectAll().orderBy('entry_id', 'desc').limit(first);
      if (identity != null) select = select.where('identity', '=', identity);
      if (act != null) select = select.where('act', '=', act);
      if (customerId != null) select = select.where('customer_id', '=', customerId);
      if (before != null) select = select.where('entry_id', '<', before);
      return (await select.execute()).map(entryIn);
    } catch (error) {
      throw this.failed(error);
    }
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, ROWS_AT_A_TIME);
      try {
        await this.db.insertInto('audit').values(batch.map(rowOf)).execute();
      } catch (error) {
        this.waiting.unshift(...batch);
        this.tell(this.failed(error), this.lost);
        this.timer ??= setTimeout(() => void this.flush(), RETRY_AFTER_MS).unref();
        return;
      }
    }
    this.lost = 0;
  }
}

const ROWS_AT_A_TIME = 100;
const RETRY_AFTER_MS = 5_000;

const rowOf = ({ at, act, identity, role, what, customerId, code }: AuditEntry) => ({
  ...{ at, act, identity, role, what, code },
  customer_id: customerId,
});

const entryIn = (row: Selectable<AuditTable>): ListedEntry => ({
  entryId: Number(row.entry_id),
  at: Number(row.at),
  act: row.act as AuditAct,
  identity: row.identity,
  role: row.role as Role | null,
  what: row.what,
  customerId: row.customer_id,
  code: row.code,
});

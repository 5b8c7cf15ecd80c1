import Database from 'better-sqlite3';
import type { RecordRequest } from '#contact-log';
import { declares, instantIn, normalId } from '#relationship';
import type { CutText } from '#source';
import { afterWhatTheyReferTo } from './in-order.js';

/** A row that is read. */
export type Ready = {
  readonly line: number;
  readonly request: RecordRequest;
  readonly cut: readonly CutText[];
  /** The length of its content, in UTF-16 code units. */
  readonly size: number;
};

/** Of one customer at one instant, or a customer's openings, which come first whatever their time. */
type Group = { readonly customer: string; readonly opens: number; readonly at: number | null };

/**
 * Rows in the order in which they are recorded: by customer, the openings first, then by time, and at one instant as in the
 * file, but each after what it refers to. They wait in a temporary SQLite database, which is deleted with the process, so that
 * memory does not grow with the import.
 */
export class RowsInOrder {
  private readonly db = new Database('');
  private readonly insert: Database.Statement<[string, number, number | null, string]>;
  count = 0;

  constructor() {
    this.db.exec(`
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA temp_store = FILE;
      CREATE TABLE waiting (place INTEGER PRIMARY KEY, customer TEXT, opens INTEGER, at REAL, ready TEXT);
      BEGIN`);
    this.insert = this.db.prepare('INSERT INTO waiting (customer, opens, at, ready) VALUES (?, ?, ?, ?)');
  }

  add(ready: Ready): void {
    const { type, input } = ready.request;
    const { occurredAt } = input as { readonly occurredAt?: unknown };
    const at = typeof occurredAt === 'string' ? instantIn(occurredAt) : null;
    this.insert.run(customerOf(ready), declares(type, 'opens') ? 0 : 1, at, JSON.stringify(ready));
    this.count += 1;
  }

  *read(): Generator<Ready> {
    const select = this.db.prepare<[], Group & { readonly ready: string }>(
      'SELECT customer, opens, at, ready FROM waiting ORDER BY customer, opens, at, place',
    );
    let group: Group | null = null;
    let rows: Ready[] = [];
    for (const { ready, ...each } of select.iterate()) {
      const isSame =
        group !== null && (['customer', 'opens', 'at'] as const).every((name) => group?.[name] === each[name]);
      if (!isSame) {
        yield* inOrder(rows);
        rows = [];
      }
      group = each;
      rows.push(JSON.parse(ready) as Ready);
    }
    yield* inOrder(rows);
  }

  close(): void {
    this.db.close();
  }
}

const inOrder = (rows: readonly Ready[]): readonly Ready[] =>
  afterWhatTheyReferTo(rows, ({ request: { type, input } }) => ({ type, input: { ...input } }));

/** Rows without a customer are grouped under ''; each of them will be refused. */
export function customerOf({ request }: Pick<Ready, 'request'>): string {
  const { customerId } = request.input as { readonly customerId?: unknown };
  return typeof customerId === 'string' ? normalId(customerId) : '';
}

import type { Database, Statement } from 'better-sqlite3';
import { inPieces, together, type Saying } from './saying.js';
import { temporaryDatabase } from './temporary-database.js';

/** What groups say of their customers, put aside on disk until all groups have been read. */
export class SayingsAside {
  private readonly db: Database;
  private readonly insert: Statement<[Buffer, Buffer]>;
  /** How many pieces they are in. */
  pieces = 0;

  constructor() {
    this.db = temporaryDatabase(
      'CREATE TABLE sayings (place INTEGER PRIMARY KEY, customer BLOB NOT NULL, piece BLOB NOT NULL)',
    );
    this.insert = this.db.prepare('INSERT INTO sayings (customer, piece) VALUES (?, ?)');
  }

  add(customerId: string, saying: Saying): void {
    const customer = keyOf(customerId);
    for (const piece of inPieces(saying)) {
      this.insert.run(customer, piece);
      this.pieces += 1;
    }
  }

  /** All that is said of each customer, in the order in which it was said; customers by id. */
  *byCustomer(): Generator<{ readonly customerId: string; readonly saying: Saying; readonly pieces: number }> {
    const sorted = this.db
      .prepare<[], [Buffer, Buffer]>('SELECT customer, piece FROM sayings ORDER BY customer, place')
      .raw();
    let customer: Buffer | null = null;
    let pieces: Buffer[] = [];
    for (const [next, piece] of sorted.iterate()) {
      if (customer !== null && !customer.equals(next)) {
        yield { customerId: idIn(customer), saying: together(pieces), pieces: pieces.length };
        pieces = [];
      }
      customer = next;
      pieces.push(piece);
    }
    if (customer !== null) yield { customerId: idIn(customer), saying: together(pieces), pieces: pieces.length };
  }

  close(): void {
    this.db.close();
  }
}

/** Bytes compare as JavaScript compares the texts: by UTF-16 code unit, highest byte first. */
const keyOf = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const idIn = (key: Buffer): string => Buffer.from(key).swap16().toString('utf16le');

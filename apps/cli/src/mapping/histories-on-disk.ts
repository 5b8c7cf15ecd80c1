import { deserialize, serialize } from 'node:v8';
import type { Database, Statement } from 'better-sqlite3';
import type { CustomerHistory } from '#validation';
import { inPieces, together, type Saying } from './saying.js';
import { temporaryDatabase } from './temporary-database.js';

/** The customers of a table on disk, in the order in which they were added, to be read as often as needed. */
export class HistoriesOnDisk {
  private readonly db: Database;
  private readonly insertPiece: Statement<[Buffer]>;
  private readonly insertCustomer: Statement<[number, Buffer, number, number]>;
  private readonly customer: Statement<[number], [id: Buffer, first: number, last: number]>;
  private readonly pieces: Statement<[number, number], Buffer>;
  customers = 0;
  contacts = 0;
  /** When the first contact took place, milliseconds since the epoch. */
  from = Infinity;
  /** When the last contact took place or was recorded, milliseconds since the epoch. */
  until = -Infinity;

  constructor() {
    this.db = temporaryDatabase(`
      CREATE TABLE pieces (place INTEGER PRIMARY KEY, piece BLOB NOT NULL);
      CREATE TABLE customers (place INTEGER PRIMARY KEY, id BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)`);
    this.insertPiece = this.db.prepare('INSERT INTO pieces (piece) VALUES (?)');
    this.insertCustomer = this.db.prepare('INSERT INTO customers VALUES (?, ?, ?, ?)');
    this.customer = this.db.prepare<[number], never>('SELECT id, first, last FROM customers WHERE place = ?').raw();
    this.pieces = this.db
      .prepare<[number, number], Buffer>('SELECT piece FROM pieces WHERE place BETWEEN ? AND ? ORDER BY place')
      .pluck();
  }

  add(customerId: string, saying: Saying): void {
    const places = [...inPieces(saying)].map((piece) => Number(this.insertPiece.run(piece).lastInsertRowid));
    this.insertCustomer.run(this.customers, serialize(customerId), places[0] ?? 0, places.at(-1) ?? 0);
    this.customers += 1;
    this.contacts += saying.contacts.length;
    for (const { at, recordedAt } of saying.contacts) {
      this.from = Math.min(this.from, at);
      this.until = Math.max(this.until, at, recordedAt);
    }
  }

  /** @param place from 0 @throws RangeError there is no such customer */
  at(place: number): CustomerHistory {
    const found = this.customer.get(place);
    if (found === undefined) throw new RangeError(`there is no customer ${place}`);
    const [id, first, last] = found;
    const { contacts, sides } = together(this.pieces.all(first, last));
    return {
      customerId: deserialize(id) as string,
      contacts,
      sideFacts: new Map(sides.map(([expectationId, sideFacts]) => [expectationId, sideFacts])),
      answerValues: new Map(sides.map(([expectationId, , answerValues]) => [expectationId, answerValues])),
    };
  }

  close(): void {
    this.db.close();
  }
}

import { deserialize, serialize } from 'node:v8';
import type { Database, Statement } from 'better-sqlite3';
import type { RecordedContact } from '#relationship';
import type { AnswerValues, CustomerHistory, SideFacts } from '#validation';
import { contactOf } from './contact-said.js';
import { temporaryDatabase } from './temporary-database.js';

/** What else is known about a promise. */
export type Side = readonly [expectationId: string, SideFacts, AnswerValues];

/** So that no piece is larger than a database takes, whatever the rows held. */
const MOST_IN_A_PIECE = 100;

/** As it is written: without names, and without what is the same of all contacts of a source. */
type Piece = readonly [
  contacts: readonly (readonly [string, string, RecordedContact['data'], number, number, string])[],
  sides: readonly Side[],
];

/** The customers of a source on disk, in the order in which they were added, to be read as often as needed. */
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

  /** @param sides of two about one promise the later one holds */
  add(customerId: string, contacts: readonly RecordedContact[], sides: readonly Side[]): void {
    const places = [...inPieces(contacts, sides)].map((piece) => Number(this.insertPiece.run(piece).lastInsertRowid));
    this.insertCustomer.run(this.customers, serialize(customerId), places[0] ?? 0, places.at(-1) ?? 0);
    this.customers += 1;
    this.contacts += contacts.length;
    for (const { at, recordedAt } of contacts) {
      this.from = Math.min(this.from, at);
      this.until = Math.max(this.until, at, recordedAt);
    }
  }

  /** @param place from 0 @throws RangeError there is no such customer */
  at(place: number): CustomerHistory {
    const found = this.customer.get(place);
    if (found === undefined) throw new RangeError(`there is no customer ${place}`);
    const [id, first, last] = found;
    const read = this.pieces.all(first, last).map((piece) => deserialize(piece) as Piece);
    const sides = read.flatMap(([, each]) => each);
    return {
      customerId: deserialize(id) as string,
      contacts: read.flatMap(([contacts]) =>
        contacts.map(([contactId, type, data, at, recordedAt, recordedBy]) =>
          contactOf({ id: contactId, type, data, at, recordedAt, recordedBy }),
        ),
      ),
      sideFacts: new Map(sides.map(([expectationId, sideFacts]) => [expectationId, sideFacts])),
      answerValues: new Map(sides.map(([expectationId, , answerValues]) => [expectationId, answerValues])),
    };
  }

  close(): void {
    this.db.close();
  }
}

/** In pieces, at least one. */
function* inPieces(contacts: readonly RecordedContact[], sides: readonly Side[]): Generator<Buffer> {
  let from = 0;
  do {
    const to = from + MOST_IN_A_PIECE;
    const piece: Piece = [
      contacts
        .slice(from, to)
        .map(({ id, type, data, at, recordedAt, recordedBy }) => [id, type, data, at, recordedAt, recordedBy]),
      sides.slice(from, to),
    ];
    yield serialize(piece);
    from = to;
  } while (from < Math.max(contacts.length, sides.length));
}

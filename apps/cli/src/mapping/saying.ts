import { deserialize, serialize } from 'node:v8';
import type { RecordedContact } from '#relationship';
import type { AnswerValues, SideFacts } from '#validation';
import { contactOf } from './mapped-contact.js';

/** What else is known about a promise. */
export type Side = readonly [expectationId: string, SideFacts, AnswerValues];

/** How a relationship began, as far as a group tells. */
export type Opening = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly segment: string | null;
  readonly recorder: string;
};

/** What a group of rows says of its customer, or all groups together. */
export type Saying = {
  readonly contacts: readonly RecordedContact[];
  /** Of two about one promise the later one holds. */
  readonly sides: readonly Side[];
  readonly opens: Opening;
};

/** So that no piece is larger than a database takes, whatever the cells held. */
const MOST_IN_A_PIECE = 100;

/** As it is written: without names, and without what is the same of all contacts of a table. */
type Piece = readonly [
  contacts: readonly (readonly [string, string, RecordedContact['data'], number, number, string])[],
  sides: readonly Side[],
  opens: readonly [number, string | null, string],
];

/** A saying in pieces, at least one, to be put aside. */
export function* inPieces({ contacts, sides, opens }: Saying): Generator<Buffer> {
  let from = 0;
  do {
    const to = from + MOST_IN_A_PIECE;
    const piece: Piece = [
      contacts
        .slice(from, to)
        .map(({ id, type, data, at, recordedAt, recordedBy }) => [id, type, data, at, recordedAt, recordedBy]),
      sides.slice(from, to),
      [opens.at, opens.segment, opens.recorder],
    ];
    yield serialize(piece);
    from = to;
  } while (from < Math.max(contacts.length, sides.length));
}

/** What the pieces say, at least one, in their order. */
export function together(pieces: readonly Buffer[]): Saying {
  const read = pieces.map((piece) => deserialize(piece) as Piece);
  return {
    contacts: read.flatMap(([contacts]) =>
      contacts.map(([id, type, data, at, recordedAt, recordedBy]) =>
        contactOf({ id, type, data, at, recordedAt, recordedBy }),
      ),
    ),
    sides: read.flatMap(([, sides]) => sides),
    opens: read
      .map(([, , [at, segment, recorder]]) => ({ at, segment, recorder }))
      .reduce((first, each) => (each.at < first.at ? each : first)),
  };
}

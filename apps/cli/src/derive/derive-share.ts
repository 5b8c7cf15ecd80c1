import type { EventStore, Share } from '#event-store';
import { ColumnsWriter, type EvidenceColumns, type Scope } from '#replay';
import { wholeRelationships } from './whole-relationships.js';

/** What is to be derived; plain data, since it is posted to workers. */
export type Wanted = {
  /** Only events up to this position are read. */
  readonly upTo: bigint;
  /** Columns are derived for each of them. */
  readonly scopes: readonly Scope[];
};

/** Columns of some relationships, for the scope `scopes[which]`. */
export type Part = { readonly which: number; readonly columns: EvidenceColumns };

/** A part is yielded when it reaches one of these limits; about 6 MB. */
const MOST_ENTRIES = 100_000;
const MOST_RELATIONSHIPS = 50_000;

/** Derives the evidence of one share of the log from its facts, and yields it in parts. */
export async function* deriveShare(
  store: EventStore,
  { upTo, scopes }: Wanted,
  share: Share,
  read: (events: number) => void,
): AsyncIterable<Part> {
  const writers = scopes.map(() => new ColumnsWriter());
  for await (const { customerId, contacts } of wholeRelationships(store, { upTo, share }, read))
    for (const [which, scope] of scopes.entries()) {
      const writer = writers[which] as ColumnsWriter;
      writer.add(customerId, contacts, scope);
      if (writer.size < MOST_ENTRIES && writer.relationships < MOST_RELATIONSHIPS) continue;
      yield { which, columns: writer.done() };
      writers[which] = new ColumnsWriter();
    }
  for (const [which, writer] of writers.entries())
    if (writer.relationships > 0) yield { which, columns: writer.done() };
}

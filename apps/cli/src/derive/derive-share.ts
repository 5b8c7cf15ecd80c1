import { calendarOf, type CalendarSetting } from '#deployment';
import type { EventStore, Share } from '#event-store';
import { ColumnsWriter, type EvidenceColumns, type Scope, type WaitingDocument } from '#replay';
import { wholeRelationships } from './whole-relationships.js';

/** What is to be derived; plain data, since it is posted to workers. */
export type Wanted = {
  /** Only events up to this position are read. */
  readonly upTo: bigint;
  /** Columns are derived for each of them. */
  readonly scopes: readonly Scope[];
  /** The hours by which waiting for a word is judged: those of the models that will weigh the columns. */
  readonly waitings: readonly WaitingDocument[];
  /** The days and hours that are worked. */
  readonly calendar: CalendarSetting | undefined;
};

/** Columns of some relationships, for the scope `scopes[which]`. */
export type Part = { readonly which: number; readonly columns: EvidenceColumns };

/** A part is yielded when it reaches one of these limits; about 6 MB. */
const MOST_ENTRIES = 100_000;
const MOST_RELATIONSHIPS = 50_000;

/** Derives the evidence of one share of the log from its facts, and yields it in parts. */
export async function* deriveShare(
  store: EventStore,
  { upTo, scopes, waitings, calendar: setting }: Wanted,
  share: Share,
  read: (events: number) => void,
): AsyncIterable<Part> {
  const calendar = await calendarOf(setting);
  const writers = scopes.map(() => new ColumnsWriter(waitings, calendar));
  for await (const { customerId, contacts } of wholeRelationships(store, { upTo, share }, read))
    for (const [which, scope] of scopes.entries()) {
      const writer = writers[which] as ColumnsWriter;
      writer.add(customerId, contacts, scope);
      if (writer.size < MOST_ENTRIES && writer.relationships < MOST_RELATIONSHIPS) continue;
      yield { which, columns: writer.done() };
      writers[which] = new ColumnsWriter(waitings, calendar);
    }
  for (const [which, writer] of writers.entries())
    if (writer.relationships > 0) yield { which, columns: writer.done() };
}

import { declares, definitionOf } from '../contacts/catalog.js';
import { compareText } from '../facts/order.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { leadOf } from './leads.js';

/** What a merge, its retraction or an erasure has yet to record in another stream, as after a crash. */
export type Unsettled =
  /** The end of the absorbed relationship is on record, and the merge is not. */
  | { readonly is: 'BEGUN'; readonly end: RecordedContact }
  /** The merge was retracted, and the end of the absorbed relationship was not. */
  | { readonly is: 'RETRACTED'; readonly end: RecordedContact; readonly by: RecordedContact }
  /** The relationship to which this customer id leads was erased, and what is on record under the id was not. */
  | { readonly is: 'ERASED'; readonly customerId: string; readonly by: RecordedContact };

/** @param contacts of relationships that are or were joined: all, or those that say which are joined */
export function unsettledIn(contacts: readonly RecordedContact[]): readonly Unsettled[] {
  const retractions = new Map(
    contacts.flatMap((each) => {
      const retractedId = definitionOf(each.type)?.retracts?.(each.data);
      return retractedId === undefined ? [] : [[retractedId, each] as const];
    }),
  );
  const ids = new Set(contacts.map(({ id }) => id));
  const open: Unsettled[] = [];
  for (const end of endsIn(contacts, retractions)) {
    const { mergeId = '' } = definitionOf(end.type)?.leadsTo?.(end.data) ?? {};
    const by = retractions.get(mergeId);
    if (!ids.has(mergeId)) open.push({ is: 'BEGUN', end });
    else if (by !== undefined) open.push({ is: 'RETRACTED', end, by });
  }
  return [...open, ...erasuresOf(contacts)];
}

function* erasuresOf(contacts: readonly RecordedContact[]): Iterable<Unsettled> {
  const erasures = contacts.filter(({ type }) => declares(type, 'erases'));
  if (erasures.length === 0) return;
  const lead = leadOf(contacts);
  const erased = new Set(erasures.map(({ data }) => data.customerId));
  for (const customerId of [...new Set(contacts.map(({ data }) => data.customerId))].sort(compareText)) {
    const by = erasures.find(({ data }) => lead(data.customerId) === lead(customerId));
    if (by !== undefined && !erased.has(customerId)) yield { is: 'ERASED', customerId, by };
  }
}

function endsIn(contacts: readonly RecordedContact[], retracted: ReadonlyMap<string, unknown>): RecordedContact[] {
  return contacts.filter(({ id, type }) => declares(type, 'leadsTo') && !retracted.has(id));
}

/**
 * Whether this end would close a circle of ends and is the last of them. Two nodes can begin merges in both directions at once;
 * the later one is then undone. @param contacts as for unsettledIn
 */
export function closesCircle(end: RecordedContact, contacts: readonly RecordedContact[]): boolean {
  const retracted = new Set(contacts.map(({ type, data }) => definitionOf(type)?.retracts?.(data)));
  const ends = new Map(
    contacts
      .filter(({ id, type }) => declares(type, 'leadsTo') && !retracted.has(id))
      .map((each) => [each.data.customerId, each] as const),
  );
  let last = true;
  const passed = new Set<string>();
  for (let at: RecordedContact | undefined = end; at !== undefined && !passed.has(at.id);) {
    passed.add(at.id);
    if (at.position !== null && end.position !== null && at.position > end.position) last = false;
    const into: string = definitionOf(at.type)?.leadsTo?.(at.data).customerId ?? '';
    if (into === end.data.customerId) return last;
    at = ends.get(into);
  }
  return false;
}

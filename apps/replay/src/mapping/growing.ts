import { decide, Timeline, type RecordedContact } from '#relationship';
import type { AnswerValues, SideFacts } from '#validation';
import type { Facts } from './expressions.js';
import type { GroupReader } from './group-reader.js';
import { mappedContact } from './mapped-contact.js';
import type { Mapping } from './mapping.js';
import type { RefusedTally } from './refused-tally.js';

/** What a table says of one customer, as far as it has been read. */
export type Growing = {
  readonly contacts: RecordedContact[];
  readonly sideFacts: Map<string, SideFacts>;
  readonly answerValues: Map<string, AnswerValues>;
  opens: { at: number; segment: string | null; recorder: string };
};

/** Who recorded what no column names a recorder of. */
const MAPPED_BY = 'mapping';

/** @returns false where nothing of it can be used */
export function addGroup(
  reader: GroupReader,
  mapping: Mapping,
  growing: Map<string, Growing>,
  tally: RefusedTally,
): boolean {
  const customer = reader.value(mapping.customer, 0);
  if (typeof customer === 'object' || customer === undefined) return false;
  const customerId = String(customer);
  const said: RecordedContact[] = [];
  const sides = new Map<string, [SideFacts, AnswerValues]>();
  for (const [index, row] of reader.rows.entries()) {
    const recordedBy = textOr(mapping.recorder === null ? undefined : reader.value(mapping.recorder, index), MAPPED_BY);
    for (const [place, rule] of mapping.contacts.entries()) {
      if (rule.when !== null && !reader.holds(rule.when, index)) continue;
      const at = reader.time(rule.at, index);
      if (at === null) return false;
      const recordedAt = (rule.recordedAt === null ? null : reader.time(rule.recordedAt, index)) ?? at;
      const id = idOf(reader.rows[0]?.number ?? 0, index, place, row.number);
      const facts = reader.facts(rule.facts, index);
      const { contact, refusals } = mappedContact({
        id,
        type: rule.type,
        customerId,
        at,
        recordedAt,
        recordedBy,
        facts,
      });
      if (contact === null) {
        tally.refuse({ row: row.number, type: rule.type }, refusals);
        continue;
      }
      said.push(contact);
      if (rule.type === 'ExpectationSet')
        sides.set((contact.data as unknown as { expectationId: string }).expectationId, [
          textsOf(reader, mapping.sideFacts, index),
          numbersOf(reader, mapping.answerValues, index),
        ]);
    }
  }
  const [first] = said;
  if (first === undefined) return false;
  const segment = mapping.segment === null ? undefined : reader.value(mapping.segment, 0);
  const opens = {
    at: said.reduce((earliest, { at }) => Math.min(earliest, at), first.at),
    segment: textOr(segment, null),
    recorder: first.recordedBy,
  };
  const grown: Growing = growing.get(customerId) ?? {
    contacts: [],
    sideFacts: new Map(),
    answerValues: new Map(),
    opens,
  };
  if (opens.at < grown.opens.at) grown.opens = opens;
  grown.contacts.push(...said);
  for (const [expectationId, [sideFacts, answerValues]] of sides) {
    grown.sideFacts.set(expectationId, sideFacts);
    grown.answerValues.set(expectationId, answerValues);
  }
  growing.set(customerId, grown);
  return true;
}

/** Those that the rules take, each judged with those before it, in the order in which they were recorded. */
export function accepted(customerId: string, { contacts, opens }: Growing, tally: RefusedTally): RecordedContact[] {
  const { contact: opening, refusals } = mappedContact({
    id: idOf(0, 0, 0, 0),
    type: 'RelationshipOpened',
    customerId,
    at: opens.at,
    recordedAt: opens.at,
    recordedBy: opens.recorder,
    facts: { name: customerId, ...(opens.segment === null ? {} : { segment: opens.segment }) },
  });
  if (opening === null) {
    tally.refuse({ row: 0, type: 'RelationshipOpened' }, refusals);
    return [];
  }
  const timeline = Timeline.of([opening]);
  const inOrder = contacts.sort((a, b) => a.recordedAt - b.recordedAt || a.at - b.at || (a.id < b.id ? -1 : 1));
  const taken = [opening];
  for (const contact of inOrder) {
    const decision = decide(timeline, contact);
    if (decision.is === 'REFUSED') tally.refuse({ row: rowOf(contact.id), type: contact.type }, [decision.refusal]);
    else if (decision.is === 'RECORDED') {
      timeline.add(contact);
      taken.push(contact);
    }
  }
  return taken;
}

/** Facts at one instant are ordered by id, so ids rise as the mapping has the contacts. */
const idOf = (group: number, index: number, rule: number, row: number): string =>
  [String(group).padStart(9, '0'), String(index).padStart(5, '0'), String(rule).padStart(3, '0'), row].join(':');
const rowOf = (id: string): number => Number(id.split(':')[3]);

const textOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : otherwise;

const textsOf = (reader: GroupReader, facts: Facts, index: number): SideFacts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, textOr(reader.value(value, index), null)]));

const numbersOf = (reader: GroupReader, facts: Facts, index: number): AnswerValues =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const fact = Number(reader.value(value, index));
      return [name, Number.isFinite(fact) ? fact : null];
    }),
  );

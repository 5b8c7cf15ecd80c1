import { expectationSet, isA, type RecordedContact, type Refusal, refuse } from '#relationship';
import type { AnswerValues, SideFacts } from '#validation';
import { idOf } from './contact-ids.js';
import type { Facts } from './expressions.js';
import type { GroupReader } from './group-reader.js';
import { mappedContact } from './mapped-contact.js';
import type { ContactRule } from './contact-rule.js';
import type { Mapping } from './mapping.js';
import type { RefusedTally } from './refused-tally.js';
import type { Saying, Side } from './saying.js';

/** Who recorded what no column names a recorder of. */
const MAPPED_BY = 'mapping';

export type Said = { readonly customerId: string; readonly saying: Saying };

export type SayingAsked = {
  readonly mapping: Mapping;
  readonly tally: RefusedTally;
  /** Milliseconds since the epoch: what took place or was recorded after it is refused. */
  readonly now: number;
};

/** What a group says of its customer; null where nothing of it can be used. */
export function saidBy(reader: GroupReader, { mapping, tally, now }: SayingAsked): Said | null {
  const customer = reader.value(mapping.customer, 0);
  if (typeof customer === 'object' || customer === undefined) return null;
  const customerId = String(customer);
  const contacts: RecordedContact[] = [];
  const sides: Side[] = [];
  for (const [index, row] of reader.rows.entries()) {
    const recordedBy = textOr(mapping.recorder === null ? undefined : reader.value(mapping.recorder, index), MAPPED_BY);
    for (const [place, rule] of mapping.contacts.entries()) {
      if (rule.when !== null && !reader.holds(rule.when, index)) continue;
      const times = timesOf(rule, reader, index);
      if (times === null) return null;
      const ahead = refusedAsFuture(times, now);
      if (ahead !== null) {
        tally.refuse({ row: row.number, type: rule.type }, [ahead]);
        continue;
      }
      const { contact, refusals } = mappedContact({
        id: idOf(reader.rows[0]?.number ?? 0, index, place, row.number),
        type: rule.type,
        customerId,
        ...times,
        recordedBy,
        facts: reader.facts(rule.facts, index),
      });
      if (contact === null) {
        tally.refuse({ row: row.number, type: rule.type }, refusals);
        continue;
      }
      contacts.push(contact);
      if (isA(contact, expectationSet))
        sides.push([
          contact.data.expectationId,
          textsOf(reader, mapping.sideFacts, index),
          numbersOf(reader, mapping.answerValues, index),
        ]);
    }
  }
  const [first] = contacts;
  if (first === undefined) return null;
  const segment = mapping.segment === null ? undefined : reader.value(mapping.segment, 0);
  const at = contacts.reduce((earliest, each) => Math.min(earliest, each.at), first.at);
  const opens = { at, segment: textOr(segment, null), recorder: first.recordedBy };
  return { customerId, saying: { contacts, sides, opens } };
}

/** Tables write "never" as a date such as 9999-12-31; taken for a fact it would end the record there, with every promise missed. */
function refusedAsFuture({ at, recordedAt }: { at: number; recordedAt: number }, now: number): Refusal | null {
  if (at > now) return refuse('OCCURRED_IN_FUTURE', 'occurredAt');
  return recordedAt > now
    ? refuse('OCCURRED_IN_FUTURE', 'recordedAt', 'A contact cannot have been recorded later than now.')
    : null;
}

/** Milliseconds since the epoch; null where it is not known when the contact took place. */
function timesOf(rule: ContactRule, reader: GroupReader, index: number): { at: number; recordedAt: number } | null {
  const at = reader.time(rule.at, index);
  if (at === null) return null;
  return { at, recordedAt: (rule.recordedAt === null ? null : reader.time(rule.recordedAt, index)) ?? at };
}

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

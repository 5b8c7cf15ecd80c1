import { expectationSet, isA, type RecordedContact, type Refusal, refuse } from '#relationship';
import { effectOfDamaging, effectOfLosing, NO_LABELS, type AnswerValues, type SideFacts } from '#validation';
import { columnsInTime, columnsInValue } from './columns-in.js';
import { idOf } from './contact-ids.js';
import type { ContactRule } from './contact-rule.js';
import type { Facts } from './expressions.js';
import type { Fact, GroupReader } from './group-reader.js';
import { leaveOutGroup, type LeaveOutOptions } from './leave-out-group.js';
import { mappedContact } from './mapped-contact.js';
import { refusedContact } from './refused-contact.js';
import type { Saying, Side } from './saying.js';

/** Who recorded a contact for which no column names a recorder. */
const MAPPED_BY = 'mapping';

export type Said = { readonly customerId: string; readonly saying: Saying };

export type SayingOptions = LeaveOutOptions & {
  /** Milliseconds since the epoch: a contact that took place or was recorded after it is refused. */
  readonly now: number;
};

/** What a group says about its customer; null where none of it can be used. */
export function saidBy(reader: GroupReader, options: SayingOptions): Said | null {
  const { mapping, tally } = options;
  const customer = reader.value(mapping.customer, 0);
  if (typeof customer === 'object' || customer === undefined) {
    leaveOutGroup(reader, options, { kind: 'NO_CUSTOMER', index: 0, columns: columnsInValue(mapping.customer) });
    return null;
  }
  const customerId = String(customer);
  const found = contactsIn(reader, customerId, options);
  if (found === null) return null;
  reader.unreadable.tellTo(tally);
  const { contacts, sides } = found;
  const [first] = contacts;
  if (first === undefined) return null;
  const segment = mapping.segment === null ? undefined : reader.value(mapping.segment, 0);
  const at = contacts.reduce((earliest, each) => Math.min(earliest, each.at), first.at);
  const opens = { at, segment: textOr(segment, null), recorder: first.recordedBy };
  return { customerId, saying: { contacts, sides, opens } };
}

type Found = { readonly contacts: RecordedContact[]; readonly sides: Side[] };

/** Null where a contact has no time, so that nobody knows when the rest happened either. */
function contactsIn(reader: GroupReader, customerId: string, options: SayingOptions): Found | null {
  const { mapping, tally, labels, now } = options;
  const found: Found = { contacts: [], sides: [] };
  const lostPromises = new Set<Fact>();
  for (const [index, row] of reader.rows.entries()) {
    const recordedBy = textOr(mapping.recorder === null ? undefined : reader.value(mapping.recorder, index), MAPPED_BY);
    for (const [place, rule] of mapping.contacts.entries()) {
      reader.unreadable.effect = effectOfDamaging(rule.type, labels);
      if (rule.when !== null && !reader.holds(rule.when, index)) continue;
      const times = timesOf(rule, reader, index);
      if (times === null) {
        leaveOutGroup(reader, options, { kind: 'NO_TIME', index, columns: columnsInTime(rule.at), type: rule.type });
        return null;
      }
      const facts = reader.facts(rule.facts, index);
      const ahead = refusedAsFuture(times, now);
      const { contact, refusals } =
        ahead === null
          ? mappedContact({
              id: idOf(reader.rows[0]?.number ?? 0, index, place, row.line),
              type: rule.type,
              customerId,
              ...times,
              recordedBy,
              facts,
            })
          : { contact: null, refusals: [ahead] };
      if (contact === null) {
        // A promise that was not taken has no label that a later contact about it could change.
        const isLost = lostPromises.has(facts.expectationId);
        if (rule.type === 'ExpectationSet') lostPromises.add(facts.expectationId);
        const affected = isLost ? NO_LABELS : effectOfLosing(rule.type, labels);
        const valueOf = (_: string, columns: readonly string[]) => reader.cellsOf(columns, index);
        tally.add(refusedContact({ rule, line: row.line, refusals, labels: affected, valueOf }));
        continue;
      }
      found.contacts.push(contact);
      if (isA(contact, expectationSet))
        found.sides.push([
          contact.data.expectationId,
          textsOf(reader, mapping.sideFacts, index),
          numbersOf(reader, mapping.answerValues, index),
        ]);
    }
    reader.unreadable.effect = NO_LABELS;
  }
  return found;
}

/** Tables write "never" as a date such as 9999-12-31. As a fact it would move the end of the record there. */
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

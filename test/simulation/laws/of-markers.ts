import { fromStored } from '#contact-log';
import { DAY_MS, declares, type RecordedContact } from '#relationship';
import { markersDue, type Marker, type TrustModel } from '#trust';
import type { Remains } from './remains.js';

/** The clock of a process may be ahead by this much. */
const TOLERANCE_MS = 60_000;

/** What time alone caused is in the log, none of it before its time, and none that the facts never said. */
export function* ofMarkers({ events, judge, now }: Remains): Iterable<string> {
  const contacts = events.flatMap((event) => {
    const contact = fromStored(event);
    return contact === null ? [] : [{ contact, appendedAt: event.appendedAt }];
  });
  for (const { contact, appendedAt } of contacts) {
    const { type, position, at, recordedAt } = contact;
    if (at > appendedAt + TOLERANCE_MS) yield `${type} at ${position} is ahead of its time by ${at - appendedAt} ms`;
    if (recordedAt > appendedAt + TOLERANCE_MS) yield `${type} at ${position} is recorded before its time`;
  }
  for (const [customerId, its] of Map.groupBy(contacts, ({ contact }) => contact.data.customerId)) {
    const facts = its.map(({ contact }) => contact);
    const model = judge.node.models.activeFor(null);
    const told = its.findLast(({ contact }) => !isMarker(contact))?.appendedAt ?? now;
    if (facts.some(({ type }) => declares(type, 'erases'))) continue;
    yield* missing(customerId, facts, { model, now, told });
    yield* unfounded(facts, model);
  }
}

const isMarker = ({ type }: RecordedContact): boolean => declares(type, 'marker');

/** @param told when the last fact was recorded: from a little later on only time has passed */
function* missing(
  customerId: string,
  facts: readonly RecordedContact[],
  { model, now, told }: { readonly model: TrustModel; readonly now: number; readonly told: number },
): Iterable<string> {
  const there = new Set(facts.filter(isMarker).map(idOf));
  const lapsed = markersDue(facts, { model, since: now - 1, until: now });
  const crossed = markersDue(facts, { model, since: Math.min(now - 1, told + DAY_MS), until: now });
  for (const marker of [...lapsed, ...crossed])
    if (!there.has(idOfDue(marker)))
      yield `${customerId} has no marker of ${idOfDue(marker)} at ${new Date(marker.at).toISOString()}`;
}

/** A process may have decided by what was on record a little earlier. */
function* unfounded(facts: readonly RecordedContact[], model: TrustModel): Iterable<string> {
  for (const [index, marker] of facts.entries()) {
    if (!isMarker(marker)) continue;
    const isDue = (known: readonly RecordedContact[]) => {
      const due = markersDue(known, { model, since: marker.at - 1, until: Math.max(marker.at + 1, marker.recordedAt) });
      return due.some((each) => idOfDue(each) === idOf(marker));
    };
    let isFounded = false;
    for (let known = index; known > 0 && !isFounded; known -= 1) isFounded = isDue(facts.slice(0, known));
    if (!isFounded) yield `${marker.type} at ${marker.position} marks what no fold of the facts says`;
  }
}

const idOf = ({ type, data, at }: RecordedContact): string =>
  'obligationId' in data
    ? `${type} ${String(data.obligationId)}`
    : `${type} ${at} ${'from' in data ? String(data.from) : ''}`;

const idOfDue = ({ type, facts, at }: Marker): string =>
  'obligationId' in facts ? `${type} ${facts.obligationId}` : `${type} ${at} ${facts.from}`;

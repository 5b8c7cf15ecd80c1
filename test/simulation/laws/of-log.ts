import { fromStored } from '#contact-log';
import type { StoredEvent } from '#event-store';
import { decide, declares, Timeline, type RecordedContact } from '#relationship';
import type { Outcome } from '../clients.js';
import type { Remains } from './remains.js';

/** Nothing acknowledged is lost or doubled, and each event is one that the rules take after those before it. */
export function* ofLog({ events, outcomes }: Remains): Iterable<string> {
  const contacts = events.flatMap((event) => fromStored(event) ?? []);
  yield* doubled(events);
  const written = Map.groupBy(contacts, ({ correlationId }) => correlationId);
  for (const [correlationId, all] of Map.groupBy(outcomes, (outcome) => outcome.correlationId))
    yield* ofRequest(all, written.get(correlationId) ?? []);
  const places = new Map(contacts.map(({ id, position }) => [id, position ?? 0n]));
  for (const outcome of outcomes) yield* lost(outcome, places);
  for (const [stream, its] of Map.groupBy(events, (event) => event.stream)) yield* againstRules(stream, its);
}

function* doubled(events: readonly StoredEvent[]): Iterable<string> {
  for (const [id, its] of Map.groupBy(events, (event) => event.id))
    if (its.length > 1) yield `event ${id} is in the log ${its.length} times`;
}

/** @param all the outcomes of one request, which may have been sent twice @param written what the log has of it */
function* ofRequest(all: readonly Outcome[], written: readonly RecordedContact[]): Iterable<string> {
  const [{ correlationId }] = all as readonly [Outcome];
  if (written.length > 1) yield `request ${correlationId} was recorded ${written.length} times`;
  const isRefused = all.every(({ is, isInDoubt }) => is === 'REFUSED' && !isInDoubt);
  if (isRefused && written.length > 0) yield `request ${correlationId} was refused, and recorded`;
  const ids = new Set(all.flatMap(({ contactId }) => contactId ?? []));
  if (ids.size > 1) yield `request ${correlationId} was answered with several contacts`;
}

function* lost({ correlationId, contactId, position }: Outcome, places: ReadonlyMap<string, bigint>): Iterable<string> {
  if (contactId === null) return;
  const at = places.get(contactId);
  if (at === undefined) yield `request ${correlationId} was acknowledged, and its contact is not in the log`;
  else if (position === null || at > position)
    yield `request ${correlationId} was acknowledged at ${position}, and is at ${at}`;
}

function* againstRules(stream: string, events: readonly StoredEvent[]): Iterable<string> {
  const timeline = new Timeline();
  for (const [index, event] of events.entries()) {
    if (event.revision !== index) yield `revision ${event.revision} of ${stream} is the ${index}th event`;
    const contact = fromStored(event);
    if (contact === null) continue;
    const decision = declares(contact.type, 'marker') ? null : decide(timeline, contact);
    if (decision !== null && decision.is !== 'RECORDED')
      yield `${contact.type} at ${event.position} is ${decision.is} by what was on record`;
    timeline.add(contact);
  }
}

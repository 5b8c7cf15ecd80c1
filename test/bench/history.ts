import { v7 } from 'uuid';
import { type ContactType, DAY_MS, definitionOf, type FactsIn, HOUR_MS, toIso } from '#relationship';
import type { JsonObject, NewEvent } from '#event-store';

const BEGIN = Date.UTC(2026, 0, 1);
const ANY_BOX = 'c2VhbGVk'.repeat(16);

/** A sequence of the same numbers in [0, 1) at every run (mulberry32), so that runs can be compared. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A contact that a relationship of a bench lives through over and over. @param facts of its nth round, at a moment */
export const step = <T extends ContactType>(type: T, facts: (n: number, at: number) => FactsIn<T>) =>
  [type, facts] as const;

/** What a relationship of the bench lives through, over and over: about 300 bytes a contact, as a service desk writes them. */
const ROUND = [
  step('IssueReported', (n) => ({ issueId: `I${n}`, raisedBy: 'CUSTOMER', severity: 'NORMAL', service: 'mail' })),
  step('ExpectationSet', (n, at) => ({ expectationId: `E${n}`, issueId: `I${n}`, dueAt: toIso(at + 3 * DAY_MS) })),
  step('StatusUpdateGiven', (n) => ({ about: { issueId: `I${n}` }, changed: false })),
  step('ProactiveCallMade', (n) => ({ about: { expectationId: `E${n}` }, news: 'BAD', apologised: true })),
  step('ExpectationReset', (n, at) => ({ expectationId: `E${n}`, dueAt: toIso(at + 3 * DAY_MS) })),
  step('IssueHandedOver', (n) => ({ issueId: `I${n}`, to: 'second-line' })),
  step('ExpectationMet', (n) => ({ expectationId: `E${n}` })),
  step('IssueResolved', (n) => ({ issueId: `I${n}` })),
  step('CheckInHeld', () => ({})),
  step('RequestDeclined', (n) => ({ requestId: `R${n}`, alternatives: [{ kind: 'LATER' }] })),
];

/** The log of a bench, event by event in the order of time; relationships take turns at random. */
export function* benchHistory(
  relationships: number,
  contacts: number,
  seed = 1,
): Iterable<{ stream: string; revision: number; event: NewEvent }> {
  const chance = chances(seed);
  const steps = new Uint32Array(relationships);
  const stepMs = Math.floor((300 * DAY_MS) / contacts);
  for (let made = 0; made < contacts; made += 1) {
    const which = made < relationships ? made : Math.floor(chance() * relationships);
    const step = steps[which] ?? 0;
    steps[which] = step + 1;
    const at = BEGIN + made * stepMs;
    const customerId = `customer-${which}`;
    const event = step === 0 ? opening(customerId, which, at) : contact(customerId, step - 1, at);
    yield { stream: `relationship-${customerId}`, revision: step, event };
  }
}

function opening(customerId: string, which: number, at: number): NewEvent {
  const facts = { segment: `segment-${which % 5}`, owner: `owner-${which % 100}`, cadenceDays: 30 };
  return stored('RelationshipOpened', customerId, at, facts);
}

function contact(customerId: string, step: number, at: number): NewEvent {
  const [type, facts] = ROUND[step % ROUND.length] as (typeof ROUND)[number];
  return stored(type, customerId, at, facts(Math.floor(step / ROUND.length), at));
}

function stored(type: ContactType, customerId: string, at: number, facts: object): NewEvent {
  const hasNote = definitionOf(type)?.isInteraction ?? false;
  const sealed = hasNote ? { sealed: { fields: ['note'], box: ANY_BOX } } : {};
  return {
    id: v7(),
    type,
    data: { customerId, occurredAt: toIso(at), ...facts, ...sealed } as unknown as JsonObject,
    metadata: {
      v: 1,
      recordedAt: toIso(at + HOUR_MS / 60),
      recordedBy: 'bench',
      $correlationId: 'a3f1f0a6-7d5b-4a53-9c1e-6f0b7c1d2e90',
      fingerprint: '8XQtvn6rVGiE6vdgxlKgdH',
    },
  };
}

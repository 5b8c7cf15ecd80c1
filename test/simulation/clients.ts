import fc from 'fast-check';
import { ADMIN } from '#access';
import { MINUTE_MS, toIso, type RecordedContact } from '#relationship';
import { RecordContact } from '../../apps/api/src/recording/record-contact.js';
import { DAY_ZERO } from '../kit/given.js';
import { wishFacts } from '../laws/wish-facts.js';
import { aWish, type Wish } from '../laws/wishes.js';
import type { Chance } from './chance.js';
import type { Process } from './processes.js';
import type { VirtualTime } from './virtual-time.js';

/** What became of a request, as its client knows. */
export type Outcome = {
  /** The same for every attempt: the log tells by it what the request wrote. */
  readonly correlationId: string;
  readonly customerId: string;
  readonly type: string;
  /** RECORDED and REPEATED are acknowledged; UNKNOWN: the client went away without an answer. */
  readonly is: 'RECORDED' | 'REPEATED' | 'REFUSED' | 'UNKNOWN';
  /** Whether an attempt had no answer. */
  readonly isInDoubt: boolean;
  readonly contactId: string | null;
  readonly position: bigint | null;
};

export type Request = {
  readonly at: number;
  readonly customerId: string;
  readonly wish: Wish | null;
  readonly name: string;
};

const ERASED = 0.15;
const GIVES_UP = 0.1;
const SENDS_TWICE = 0.12;
const HAS_KEY = 0.7;
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;

/** What clients want to record in a history, in the order of time. */
export function requestsOf(chance: Chance, customers: readonly [string, ...string[]]): readonly Request[] {
  const wishes = fc.sample(aWish(), { seed: chance.seed, numRuns: 10 + chance.below(30) });
  const opening = customers.map((customerId, n) => ({
    at: DAY_ZERO + n,
    customerId,
    wish: null,
    name: `opening-${n}`,
  }));
  const wanted = wishes.map((wish, n) => ({
    at: DAY_ZERO + wish.at + wish.lag,
    customerId: chance.oneOf(customers),
    wish: chance.is(ERASED / wishes.length) ? { ...wish, type: 'CustomerErased' } : wish,
    name: `wish-${n}`,
  }));
  return [...opening, ...wanted].sort((a, b) => a.at - b.at);
}

export type ClientParts = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  /** A process that runs; null if none does. */
  readonly any: () => Process | null;
  /** What a client knows of a customer. */
  readonly onRecord: (customerId: string) => Promise<readonly RecordedContact[]>;
};

/** Sends one request until it is answered, and maybe another time beside it. */
export async function client(parts: ClientParts, request: Request): Promise<readonly Outcome[]> {
  const { time, chance } = parts;
  await time.until(request.at);
  const input = await inputOf(parts, request);
  const isRepeatable = 'idempotencyKey' in input;
  const sending = () => untilAnswered(parts, request, input, isRepeatable);
  return Promise.all(isRepeatable && chance.is(SENDS_TWICE) ? [sending(), sending()] : [sending()]);
}

async function inputOf({ chance, onRecord }: ClientParts, { customerId, wish, name }: Request): Promise<object> {
  const key = chance.is(HAS_KEY) || wish === null ? { idempotencyKey: name } : {};
  if (wish === null)
    return { customerId, occurredAt: toIso(DAY_ZERO), noticeHours: 12, owner: 'ben', name: 'Acme', ...key };
  const occurredAt = toIso(DAY_ZERO + wish.at);
  return { customerId, occurredAt, ...wishFacts(wish, await onRecord(customerId)), ...key };
}

async function untilAnswered(
  { time, chance, any }: ClientParts,
  { customerId, wish, name }: Request,
  input: object,
  isRepeatable: boolean,
): Promise<Outcome> {
  const type = wish?.type ?? 'RelationshipOpened';
  const correlationId = `${customerId} ${name}`;
  const known = { correlationId, customerId, type, contactId: null, position: null };
  for (let isInDoubt = false; ;) {
    const process = any();
    try {
      if (process === null) throw new Error('nobody serves');
      const { handler } = process.node;
      const { recorded, refusals } = await handler.execute(new RecordContact(type, input, ADMIN, correlationId));
      if (process.life.aborted) throw new Error('the process was killed before it answered');
      if (recorded === null || refusals.length > 0) return { ...known, isInDoubt, is: 'REFUSED' };
      const { contact, position, replayed } = recorded;
      return { ...known, isInDoubt, is: replayed ? 'REPEATED' : 'RECORDED', contactId: contact.id, position };
    } catch {
      isInDoubt ||= process !== null;
      // Without a key of its own a request must not be sent again: it might be recorded twice.
      if ((isInDoubt && !isRepeatable) || (wish !== null && chance.is(GIVES_UP)))
        return { ...known, isInDoubt, is: 'UNKNOWN' };
      await time.pause(chance.below(LONGEST_PAUSE_MS));
    }
  }
}

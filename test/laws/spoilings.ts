import { DAY_MS, definitionOf, toIso, type RecordedContact } from '#relationship';
import { DAY_ZERO } from '../kit/given.js';
import { LAST_DAY } from './wishes.js';

type Log = readonly RecordedContact[];
type Facts = Readonly<Record<string, unknown>>;
type Spoiling = (contact: RecordedContact, log: Log) => RecordedContact;

/** Times that must lie after the contact, and times that must not. */
const AHEAD = ['dueAt', 'nextUpdateDueAt', 'until', 'expiresAt'];
const BEHIND = ['detectedAt', 'customerLearnedAt', 'knownSince'];
const IDS = ['issueId', 'expectationId', 'requestId', 'needId', 'actionId', 'stakeholderId', 'contactId'];

const saying = (contact: RecordedContact, facts: Facts): RecordedContact => ({
  ...contact,
  data: { ...contact.data, ...facts },
  fingerprint: JSON.stringify([contact.type, 'spoilt', facts]),
});

/** Those of these facts that a contact of this type has. */
const ownOf = ({ type }: RecordedContact, facts: Facts): Facts => {
  const fields = definitionOf(type)?.fields ?? {};
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name in fields));
};
const each = (names: readonly string[], value: unknown): Facts =>
  Object.fromEntries(names.map((name) => [name, value]));

/** The ids of the first contact of the same type on record, with other facts, when all the others have happened. */
const colliding: Spoiling = (contact, log) => {
  const earlier = log.find(({ type }) => type === contact.type)?.data ?? {};
  const taken = Object.entries(earlier).filter(([name]) => IDS.includes(name) || name === 'actions');
  const at = DAY_ZERO + 2 * LAST_DAY * DAY_MS;
  return { ...saying(contact, { ...Object.fromEntries(taken), occurredAt: toIso(at) }), at, recordedAt: at };
};

/** What can be wrong with a contact that the wishes hardly ever get wrong, and the contact as it is. */
export const SPOILINGS: readonly Spoiling[] = [
  (contact) => contact,
  colliding,
  (contact) => saying(contact, ownOf(contact, each(IDS, 'nothing'))),
  (contact) => saying(contact, ownOf(contact, each(AHEAD, toIso(contact.at)))),
  (contact) => saying(contact, ownOf(contact, { actions: [{ actionId: 'new', dueAt: toIso(contact.at) }] })),
  (contact) => saying(contact, ownOf(contact, each(BEHIND, toIso(contact.at + 1)))),
  (contact) => saying(contact, ownOf(contact, each(['providerView', 'customerView'], ' '))),
  (contact) => saying(contact, { timeZone: 'Mars/Olympus' }),
  (contact) => saying(contact, { value: { amount: 1, currency: 'QQQ' } }),
  (contact) => saying(contact, { stakeholderId: 'nobody' }),
  (contact) => ({ ...contact, recordedAt: contact.at - 1 }),
  (contact) => ({ ...contact, at: DAY_ZERO - 1 }),
  (contact) => ({ ...contact, idempotencyKey: 'key-0' }),
];

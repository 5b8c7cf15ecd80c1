import {
  type ContactType,
  DAY_MS,
  type FactsIn,
  HOUR_MS,
  type RecordedContact,
  supposedContact,
  toIso,
} from '#relationship';
import { chances } from './history.js';

/** The moment at which the book of the bench is put to stress. */
export const NOW = Date.UTC(2026, 10, 1, 9);

const OWNERS = 100;
const SERVICES = 20;
const ROUNDS = 5;

/**
 * A relationship of the bench, about 30 contacts over ten months: issues that were told of, promises kept and missed,
 * check-ins. Of three, two owe something in the coming fortnight: one to three promises, some about an issue.
 */
export function benchRelationship(which: number): RecordedContact[] {
  const chance = chances(which + 1);
  const contacts: RecordedContact[] = [];
  const add = <T extends ContactType>(type: T, at: number, facts: FactsIn<T>): void => {
    const id = `c${which}:${String(contacts.length).padStart(3, '0')}`;
    contacts.push({ ...supposedContact(type, { customerId: `customer-${which}`, ...facts }, at, id), id });
  };
  const service = () => `service-${Math.floor(chance() * SERVICES)}`;
  add('RelationshipOpened', NOW - 310 * DAY_MS, {
    owner: `owner-${which % OWNERS}`,
    segment: `segment-${which % 5}`,
    cadenceDays: 30,
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = NOW - (300 - round * 55 - chance() * 20) * DAY_MS;
    const issueId = `I${round}`;
    add('IssueReported', at, { issueId, raisedBy: 'PROVIDER', service: service() });
    if (chance() < 0.8) add('ProactiveCallMade', at + 2 * HOUR_MS, { about: { issueId }, news: 'BAD' });
    add('ExpectationSet', at + 3 * HOUR_MS, { expectationId: `E${round}`, issueId, dueAt: toIso(at + 3 * DAY_MS) });
    add('ExpectationMet', at + (chance() < 0.85 ? 2 : 4) * DAY_MS, { expectationId: `E${round}` });
    add('IssueResolved', at + 5 * DAY_MS, { issueId });
    add('CheckInHeld', at + 20 * DAY_MS, {});
  }
  const promises = Math.max(0, Math.floor(chance() * 4.5) - 1);
  const issueId = chance() < 0.6 ? 'OPEN' : undefined;
  if (promises > 0 && issueId !== undefined)
    add('IssueReported', NOW - 2 * DAY_MS, { issueId, raisedBy: 'CUSTOMER', service: service() });
  for (let n = 0; n < promises; n += 1) {
    const dueAt = toIso(NOW + Math.ceil(chance() * 14 * 24) * HOUR_MS);
    const nextUpdateDueAt = chance() < 0.3 ? toIso(NOW + Math.ceil(chance() * 72) * HOUR_MS) : undefined;
    const more = nextUpdateDueAt === undefined ? {} : { nextUpdateDueAt };
    const of = issueId === undefined ? {} : { issueId };
    add('ExpectationSet', NOW - DAY_MS, { expectationId: `P${n}`, ...of, dueAt, ...more });
  }
  return contacts;
}

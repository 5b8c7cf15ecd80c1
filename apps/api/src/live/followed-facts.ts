import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import type { CommittedContact } from '#read-models';
import { declares, finished, Timeline, type RecordedContact, type Steps } from '#relationship';
import { inTurns } from '../edge/graphql/under-way.js';
import { FactsBefore } from './facts-before.js';

const CONTACTS_FOLLOWED = 100_000;
/** Contacts that are added in one step. */
const CONTACTS_A_STEP = 50;

/** The facts of each customer up to the last change that was told: the next one costs what it changes, not all before it. */
export class FollowedFacts {
  private readonly followed = new LRUCache<string, Timeline>({
    maxSize: CONTACTS_FOLLOWED,
    sizeCalculation: (timeline) => timeline.size + 1,
  });

  /**
   * @param whole the customer's contacts, the cause among them
   * @param prepare called with facts that were not followed before, so that what is read of them is computed in turns
   * @param judge reads the facts before the cause; it must not wait for anything, since the next change adds to them
   */
  async at<T>(
    whole: Timeline,
    { contact: cause, position }: CommittedContact,
    prepare: (facts: Timeline) => Promise<void>,
    judge: (earlier: FactsBefore) => T,
  ): Promise<T> {
    const { customerId } = cause.data;
    let facts = this.followed.get(customerId);
    // A slow subscriber asks for an earlier position than is followed.
    if (facts !== undefined && facts.reach.lastPosition < position) finished(addedInSteps(facts, whole, position));
    else {
      facts = await inTurns(addedInSteps(new Timeline(), whole, position));
      await prepare(facts);
    }
    const result = judge(new FactsBefore(facts, cause, () => recordedBefore(cause.id, whole.recorded())));
    facts.add(cause);
    this.keep(customerId, facts, cause);
    return result;
  }

  private keep(customerId: string, facts: Timeline, cause: RecordedContact): void {
    const known = this.followed.get(customerId);
    if (declares(cause.type, 'erases')) this.followed.delete(customerId);
    else if (known === undefined || known.reach.lastPosition <= facts.reach.lastPosition)
      this.followed.set(customerId, facts);
  }
}

/** Adds the contacts after those that it holds and before a position. */
function* addedInSteps(facts: Timeline, whole: Timeline, position: Position): Steps<Timeline> {
  const from = facts.reach.lastPosition;
  for (const contact of whole.recorded()) {
    const at = contact.position;
    if (at === null || at <= from || at >= position) continue;
    facts.add(contact);
    if (facts.size % CONTACTS_A_STEP === 0) yield;
  }
  return facts;
}

function recordedBefore(contactId: string, contacts: Iterable<RecordedContact>): RecordedContact[] {
  const earlier: RecordedContact[] = [];
  for (const contact of contacts) {
    if (contact.id === contactId) break;
    earlier.push(contact);
  }
  return earlier;
}

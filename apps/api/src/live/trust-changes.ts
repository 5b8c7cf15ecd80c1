import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ContactLog } from '#contact-log';
import { Projector, type CommittedContact } from '#read-models';
import type { Position } from '#event-store';
import { declares, isNamed, Timeline, type RecordedContact } from '#relationship';
import { Relationships } from '../relationships/relationships.js';
import { iterator } from './iterator.js';
import { FactsBefore } from './facts-before.js';
import type { TrustChange } from './trust-change.type.js';
import { UnreadChanges } from './unread-changes.js';
import { whatChanged } from './what-changed.js';

export type TrustChangeFilter = {
  readonly customerIds?: readonly string[] | null;
  /** Who was responsible for the relationship at the instant of the change, holiday cover included. */
  readonly owner?: string | null;
};

type Assessed = { readonly change: TrustChange; readonly owners: readonly (string | null)[] };

const CHANGES_REMEMBERED = 500;
const CONTACTS_FOLLOWED = 100_000;

/** Streams changes of trust, each once the views include it. */
@Injectable()
export class TrustChanges {
  /** Computed once for all subscribers; null if trust did not change. */
  private readonly assessed = new LRUCache<bigint, Promise<Assessed | null>>({ max: CHANGES_REMEMBERED });

  /** The facts of each customer up to the last change that was told: the next one costs what it changes, not all before it. */
  private readonly followed = new LRUCache<string, Timeline>({
    maxSize: CONTACTS_FOLLOWED,
    sizeCalculation: (timeline) => timeline.size + 1,
  });

  constructor(
    private readonly projector: Projector,
    private readonly log: ContactLog,
    private readonly relationships: Relationships,
  ) {}

  /** The changes from this call on. */
  listen({ customerIds, owner }: TrustChangeFilter): AsyncIterableIterator<TrustChange> {
    const wanted = customerIds == null ? null : new Set(customerIds);
    const unread = new UnreadChanges();
    const stop = this.projector.onCommitted((contacts) => {
      for (const committed of contacts)
        if (wanted === null || wanted.has(committed.contact.data.customerId)) unread.add(committed);
    });
    return iterator(
      async () => {
        for (let next = await unread.next(); next !== null; next = await unread.next()) {
          const assessed = await this.assess(next);
          if (assessed !== null && (owner == null || assessed.owners.some((each) => isNamed(owner, each))))
            return assessed.change;
        }
        return null;
      },
      () => {
        stop();
        unread.close();
      },
    );
  }

  private assess(committed: CommittedContact): Promise<Assessed | null> {
    const known = this.assessed.get(committed.position) ?? this.compare(committed);
    this.assessed.set(committed.position, known);
    return known;
  }

  private async compare({ contact: cause, position }: CommittedContact): Promise<Assessed | null> {
    const { customerId } = cause.data;
    const timeline = await this.log.timelineOf(customerId);
    if (timeline === null) return null;
    const facts = this.takeFollowed(customerId, timeline, position);
    const earlier = new FactsBefore(facts, cause, () => recordedBefore(cause.id, timeline.recorded()));
    const changed = whatChanged(cause, earlier, this.relationships);
    this.keepFollowed(customerId, facts, cause);
    if (changed === null) return null;
    const { owners, ...change } = changed;
    return { change: { cursor: position.toString(), customerId, ...change }, owners };
  }

  /** The facts before a position. A slow subscriber asks for an earlier one than is followed. */
  private takeFollowed(customerId: string, whole: Timeline, position: Position): Timeline {
    const known = this.followed.get(customerId);
    const isBefore = known !== undefined && known.reach.lastPosition < position;
    return addUntil(isBefore ? known : new Timeline(), whole, position);
  }

  private keepFollowed(customerId: string, facts: Timeline, cause: RecordedContact): void {
    facts.add(cause);
    const known = this.followed.get(customerId);
    if (declares(cause.type, 'erases')) this.followed.delete(customerId);
    else if (known === undefined || known.reach.lastPosition <= facts.reach.lastPosition)
      this.followed.set(customerId, facts);
  }
}

/** Adds the contacts after those that it holds and before a position. */
function addUntil(facts: Timeline, whole: Timeline, position: Position): Timeline {
  const from = facts.reach.lastPosition;
  for (const contact of whole.recorded()) {
    const at = contact.position;
    if (at !== null && at > from && at < position) facts.add(contact);
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

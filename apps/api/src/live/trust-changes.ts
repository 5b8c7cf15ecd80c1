import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ContactLog } from '#contact-log';
import { Projector, type CommittedContact } from '#read-models';
import { isNamed } from '#relationship';
import { Relationships } from '../relationships/relationships.js';
import { iterator } from './iterator.js';
import { FollowedFacts } from './followed-facts.js';
import type { TrustChange } from './trust-change.type.js';
import { UnreadChanges } from './unread-changes.js';
import { whatChanged } from './what-changed.js';
import { Visibility } from '../visibility/visibility.js';
import type { Actor } from '#access';

export type TrustChangeFilter = {
  readonly customerIds?: readonly string[] | null;
  /** Who was responsible for the relationship at the instant of the change, holiday cover included. */
  readonly owner?: string | null;
};

type Assessed = { readonly change: TrustChange; readonly owners: readonly (string | null)[] };

const CHANGES_REMEMBERED = 500;

/** Streams changes of trust, each once the views include it. */
@Injectable()
export class TrustChanges {
  /** Computed once for all subscribers; null if trust did not change. */
  private readonly assessed = new LRUCache<bigint, Promise<Assessed | null>>({ max: CHANGES_REMEMBERED });

  private readonly followed = new FollowedFacts();

  constructor(
    private readonly projector: Projector,
    private readonly log: ContactLog,
    private readonly relationships: Relationships,
    private readonly visibility: Visibility,
  ) {}

  /** The changes from this call on, in relationships that the actor sees at the time. */
  listen({ customerIds, owner }: TrustChangeFilter, actor: Actor): AsyncIterableIterator<TrustChange> {
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
          if (assessed === null || !(owner == null || assessed.owners.some((each) => isNamed(owner, each)))) continue;
          if (await this.visibility.seesCustomer(actor, assessed.change.customerId)) return assessed.change;
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

  private async compare(committed: CommittedContact): Promise<Assessed | null> {
    const { contact: cause, position } = committed;
    const { customerId } = cause.data;
    const timeline = await this.log.timelineOf(customerId);
    if (timeline === null) return null;
    const vantage = { asOf: cause.recordedAt, knownAt: cause.recordedAt, position: null, model: null };
    const changed = await this.followed.at(
      timeline,
      committed,
      (facts) => this.relationships.prepare(facts, vantage),
      (earlier) => whatChanged(cause, earlier, this.relationships),
    );
    if (changed === null) return null;
    const { owners, ...change } = changed;
    return { change: { cursor: position.toString(), customerId, ...change }, owners };
  }
}

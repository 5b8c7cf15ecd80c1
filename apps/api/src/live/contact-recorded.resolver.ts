import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import type { RecordedContact } from '#relationship';
import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { NOW } from '../clocks/vantages.js';
import { LookUp } from '../relationships/look-up.js';
import { Relationships } from '../relationships/relationships.js';
import { atPresent, iterator } from './iterator.js';
import { ContactEdge } from '../relationships/contact-list.js';
import type { Contact } from '../relationships/contact.type.js';
import { Present, RecordedFacts } from './recorded-facts.js';
import { Starts } from './starts.js';
import { Allowed, SUBSCRIBE } from '../edge/auth/rights.js';
import type { AtPresent } from '../edge/graphql/at-present.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Visibility } from '../visibility/visibility.js';

type Edge = { readonly cursor: string; readonly node: Contact };

/** How long subscribers share what is told of a contact: it has its effect at the time when it is told, and texts in plain. */
const SHARED_MS = 1_000;
const MOST_SHARED = 500;

@Resolver()
export class ContactRecordedResolver {
  private readonly shared = new LRUCache<string, Edge>({ max: MOST_SHARED, ttl: SHARED_MS });

  constructor(
    private readonly recorded: RecordedFacts,
    private readonly relationships: Relationships,
    private readonly starts: Starts,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(SUBSCRIBE)
  @Subscription(() => ContactEdge, {
    description:
      'Every contact in the order of recording, from any log position and then as it is recorded. Corrections, and the markers that the server records when time passes, are included. Each contact comes once the lists show it. Its `cursor` is its log position: send it as `after` to continue from there, or as `knownAtPosition`. A slow subscriber misses nothing.',
    resolve: (edge: Edge) => edge,
  })
  async contactRecorded(
    @Args('customerId', {
      type: () => ID,
      nullable: true,
      description: 'Only contacts of this customer. Default: all customers.',
    })
    customerId: string | null | undefined,
    @Args('after', {
      type: () => String,
      nullable: true,
      description:
        'The log position to start after: a `cursor`, or "0" for the start of the log. Default: from now on.',
    })
    after: string | null | undefined,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<Edge | AtPresent>> {
    const { position } = await this.starts.after(after, context);
    const customer = customerId == null ? null : await this.relationships.customerNamed(customerId);
    const { reader, end } = this.starts.begin(after, context);
    const facts = this.recorded.after(position, reader);
    return iterator(
      async () => {
        // Asked for each contact: a relationship may be handed over while the subscription lasts.
        for (;;) {
          const { done, value } = await facts.next();
          if (done) return null;
          if (value instanceof Present) return atPresent(value, customer);
          const { contact, position: at } = value;
          if (contact === null || (customer !== null && contact.data.customerId !== customer)) continue;
          if (await this.visibility.seesCustomer(context.actor, contact.data.customerId)) return this.edge(contact, at);
        }
      },
      // The generator may be waiting for the next contact, so its end is not awaited.
      end,
    );
  }

  private edge(contact: RecordedContact, position: Position): Edge {
    const cursor = position.toString();
    // After an erasure nobody may be told what was made before it.
    const key = `${cursor} ${this.relationships.isReadable(contact.data.customerId)}`;
    const known = this.shared.get(key) ?? { cursor, node: new LookUp(this.relationships, NOW).contact(contact) };
    if (!this.shared.has(key)) this.shared.set(key, known);
    return known;
  }
}

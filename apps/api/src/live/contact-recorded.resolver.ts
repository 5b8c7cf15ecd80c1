import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { NOW } from '../clocks/vantages.js';
import { LookUp } from '../relationships/look-up.js';
import { Relationships } from '../relationships/relationships.js';
import { iterator } from './iterator.js';
import { ContactEdge } from '../relationships/contact-list.js';
import type { Contact } from '../relationships/contact.type.js';
import { RecordedFacts } from './recorded-facts.js';
import { Starts } from './starts.js';
import { Allowed, SUBSCRIBE } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Visibility } from '../visibility/visibility.js';

type Edge = { readonly cursor: string; readonly node: Contact };

@Resolver()
export class ContactRecordedResolver {
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
    @Context() { actor, gone: socket }: RequestContext,
  ): Promise<AsyncIterableIterator<Edge>> {
    const { position } = await this.starts.after(after);
    const customer = customerId == null ? null : await this.relationships.customerNamed(customerId);
    const { reader, end } = this.starts.begin(socket, after != null);
    const facts = this.recorded.after(position, reader);
    return iterator(
      async () => {
        // Asked for each contact: a relationship may be handed over while the subscription lasts.
        for (;;) {
          const { done, value } = await facts.next();
          if (done) return null;
          const { contact, position: at } = value;
          if (contact === null || (customer !== null && contact.data.customerId !== customer)) continue;
          if (await this.visibility.seesCustomer(actor, contact.data.customerId))
            return { cursor: at.toString(), node: new LookUp(this.relationships, NOW).contact(contact) };
        }
      },
      // The generator may be waiting for the next contact, so its end is not awaited.
      end,
    );
  }
}

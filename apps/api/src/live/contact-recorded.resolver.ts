import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Vantages } from '../clocks/vantages.js';
import { Relationships } from '../relationships/relationships.js';
import { iterator } from './iterator.js';
import { ContactEdge } from '../relationships/contact-list.js';
import type { Contact } from '../relationships/contact.type.js';
import { RecordedContacts } from './recorded-contacts.js';

type Edge = { readonly cursor: string; readonly node: Contact };

@Resolver()
export class ContactRecordedResolver {
  constructor(
    private readonly recorded: RecordedContacts,
    private readonly relationships: Relationships,
    private readonly vantages: Vantages,
  ) {}

  @Subscription(() => ContactEdge, {
    description:
      'Every contact in the order in which it was recorded, corrections and what time brought about among them, each once the lists show it; from any place in the log, and on. Its `cursor` is the log position: good as `after` to go on from there, and as `knownAtPosition`. Nothing is left out for a subscriber that reads slowly.',
    resolve: (edge: Edge) => edge,
  })
  async contactRecorded(
    @Args('customerId', { type: () => ID, nullable: true, description: 'Of this customer. Left out: of all.' })
    customerId: string | null | undefined,
    @Args('after', {
      type: () => String,
      nullable: true,
      description:
        'The log position after which it begins, one that a `cursor` gave, or "0" for everything. Left out: from now on.',
    })
    after: string | null | undefined,
  ): Promise<AsyncIterableIterator<Edge>> {
    const from = after == null ? this.recorded.present : await this.vantages.start(after);
    const ended = new AbortController();
    const contacts = this.recorded.after(from, customerId ?? null, ended.signal);
    return iterator(
      async () => {
        const { done, value } = await contacts.next();
        if (done) return null;
        return { cursor: value.position.toString(), node: this.relationships.contact(value.contact) };
      },
      // It may be waiting for something to be recorded; that it ends is not waited for.
      () => ended.abort(),
    );
  }
}

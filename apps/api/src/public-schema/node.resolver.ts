import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { Views } from '#read-models';
import { NOW } from '../clocks/vantages.js';
import { LookUp } from '../relationships/look-up.js';
import { readContactKey } from '../relationships/contact.type.js';
import { Need } from '../needs/need.type.js';
import { Obligations } from '../obligations/obligations.js';
import { Relationships } from '../relationships/relationships.js';
import { Stakeholders } from '../stakeholders/stakeholders.js';
import { Node, readKeyWithin, readNodeId } from '../schema/node.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import { Visibility } from '../visibility/visibility.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import type { Actor } from '#access';

@Resolver()
export class NodeResolver {
  constructor(
    private readonly relationships: Relationships,
    private readonly obligations: Obligations,
    private readonly stakeholders: Stakeholders,
    private readonly views: Views,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(READ)
  @Query(() => Node, {
    nullable: true,
    description: 'Any node by its global id, as it is now; null if it does not exist, or no longer.',
  })
  async node(
    @Args('id', { type: () => ID, description: 'The `id` of any node.' }) id: string,
    @Context() { actor }: RequestContext,
  ): Promise<Node | null> {
    const asked = readNodeId(id);
    switch (asked?.type) {
      case 'Relationship':
        return this.relationships.find(await this.seen(actor, asked.key), NOW);
      case 'Contact':
        return this.contact(actor, ...readContactKey(asked.key));
      case 'Obligation':
        return this.within(actor, asked.key, (...key) => this.obligations.find(...key));
      case 'Stakeholder':
        return this.within(actor, asked.key, (...key) => this.stakeholders.find(...key));
      case 'Need':
        return this.need(actor, asked.key);
      case undefined:
        return null;
    }
  }

  private async contact(actor: Actor, contactId: string, customerId: string): Promise<Node | null> {
    return new LookUp(this.relationships, NOW).findContact(contactId, await this.seen(actor, customerId));
  }

  private async within(
    actor: Actor,
    key: string,
    find: (customerId: string, id: string) => Promise<Node | null>,
  ): Promise<Node | null> {
    const [customerId, id] = readKeyWithin(key);
    return find(await this.seen(actor, customerId), id);
  }

  private seen(actor: Actor, customerId: string): Promise<string> {
    return this.visibility.orNobody(actor, customerId);
  }

  private async need(actor: Actor, needId: string): Promise<Need | null> {
    const { scope } = await this.visibility.of(actor);
    const row = await this.views.need(needId, scope);
    return row === null ? null : new Need(row, scope);
  }
}

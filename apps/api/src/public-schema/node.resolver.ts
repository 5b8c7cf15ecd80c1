import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Views } from '#read-models';
import { NOW } from '../clocks/vantages.js';
import { LookUp } from '../relationships/look-up.js';
import { readContactKey } from '../relationships/contact.type.js';
import { Need } from '../needs/need.type.js';
import { Obligations } from '../obligations/obligations.js';
import { Relationships } from '../relationships/relationships.js';
import { Stakeholders } from '../stakeholders/stakeholders.js';
import { Node, readKeyWithin, readNodeId } from '../schema/node.js';

@Resolver()
export class NodeResolver {
  constructor(
    private readonly relationships: Relationships,
    private readonly obligations: Obligations,
    private readonly stakeholders: Stakeholders,
    private readonly views: Views,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description: 'Any node by its global id, as it is now; null if it does not exist, or no longer.',
  })
  async node(@Args('id', { type: () => ID, description: 'The `id` of any node.' }) id: string): Promise<Node | null> {
    const asked = readNodeId(id);
    switch (asked?.type) {
      case 'Relationship':
        return this.relationships.find(asked.key, NOW);
      case 'Contact':
        return new LookUp(this.relationships, NOW).findContact(...readContactKey(asked.key));
      case 'Obligation':
        return this.obligations.find(...readKeyWithin(asked.key));
      case 'Stakeholder':
        return this.stakeholders.find(...readKeyWithin(asked.key));
      case 'Need':
        return this.need(asked.key);
      case undefined:
        return null;
    }
  }

  private async need(needId: string): Promise<Need | null> {
    const row = await this.views.need(needId);
    return row === null ? null : new Need(row);
  }
}

import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { readContactKey, type Contact } from '../contacts/contact.type.js';
import type { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { Node, readNodeId } from './node.js';

@Resolver()
export class NodeResolver {
  constructor(private readonly relationships: Relationships) {}

  @Query(() => Node, { nullable: true, description: 'Anything by its global id; null where there is no such thing.' })
  async node(
    @Args('id', { type: () => ID, description: 'The `id` of any node.' }) id: string,
  ): Promise<Relationship | Contact | null> {
    const asked = readNodeId(id);
    if (asked?.type === 'Relationship') return this.relationships.find(asked.key);
    return asked?.type === 'Contact' ? this.relationships.findContact(...readContactKey(asked.key)) : null;
  }
}

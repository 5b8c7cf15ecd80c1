import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { RecordedContact, EventOf, stakeholderAdded } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { factEnum } from '../schema/field-type.js';
import { keyWithin, Node, nodeId } from '../schema/node.js';
import { Trust } from '../relationships/trust.js';

/** What a stakeholder is served from. */
export type StakeholderBasis = {
  /** The contact that added the person. */
  readonly added: EventOf<typeof stakeholderAdded>;
  /** The same with its personal facts in plain. */
  readonly open: () => EventOf<typeof stakeholderAdded>;
  /** The words with the person, in order of time. */
  readonly words: readonly RecordedContact[];
  readonly trust: () => Trust | null;
};

@ObjectType({ implements: () => [Node], description: 'A person at the customer. Everyone involved is a customer.' })
export class Stakeholder implements Node {
  constructor(private readonly basis: StakeholderBasis) {}

  get id(): string {
    return nodeId('Stakeholder', keyWithin(this.basis.added.data.customerId, this.stakeholderId));
  }

  @Field(() => ID, { description: 'The person, unique within the relationship.' })
  get stakeholderId(): string {
    return this.basis.added.data.stakeholderId;
  }

  @Field(() => String, { description: 'What the person is called; "[erased]" where the customer was erased.' })
  get name(): string {
    return this.basis.open().data.name;
  }

  @Field(() => factEnum('StakeholderAdded', 'role'), { description: 'The part the person plays.' })
  get role(): string {
    return this.basis.added.data.role;
  }

  @Field(() => Int, { description: 'How many words there were with the person up to the time shown.' })
  get contactCount(): number {
    return this.basis.words.length;
  }

  @Field(() => DateTime, { nullable: true, description: 'When the last of them was; null where there was none yet.' })
  get lastContactAt(): number | null {
    return this.basis.words.at(-1)?.at ?? null;
  }

  @Field(() => Trust, {
    nullable: true,
    description:
      'How things stand with this person: the relationship assessed over the contacts that name them alone, from where it opened. What they refer to and others reported, such as an issue, is not among them. Null before the relationship was opened.',
  })
  get trust(): Trust | null {
    return this.basis.trust();
  }
}

import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { RecordedContact, EventOf, stakeholderAdded } from '#relationship';
import { DateTime } from '../schema/date-time.js';
import { factEnum } from '../schema/field-type.js';
import { keyWithin, Node, nodeId } from '../schema/node.js';
import { Trust } from '../relationships/trust.js';
import { Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';

/** What a stakeholder is served from. */
export type StakeholderBasis = {
  /** The contact that added the person. */
  readonly added: EventOf<typeof stakeholderAdded>;
  /** The same contact with its personal facts decrypted. */
  readonly open: () => EventOf<typeof stakeholderAdded>;
  /** The interactions with the person, in order of time. */
  readonly interactions: readonly RecordedContact[];
  readonly trust: () => Trust | null;
};

@Allowed(READ)
@ObjectType({ implements: () => [Node], description: 'A person at the customer.' })
export class Stakeholder implements Node {
  constructor(private readonly basis: StakeholderBasis) {}

  get id(): string {
    return nodeId('Stakeholder', keyWithin(this.basis.added.data.customerId, this.stakeholderId));
  }

  @Field(() => ID, { description: 'The person, unique within the relationship.' })
  get stakeholderId(): string {
    return this.basis.added.data.stakeholderId;
  }

  @Allowed(READ_TEXT)
  @Field(() => String, { description: 'The name of the person; "[erased]" if the customer was erased.' })
  get name(): string {
    return this.basis.open().data.name;
  }

  @Field(() => factEnum('StakeholderAdded', 'role'), { description: 'The role of the person.' })
  get role(): string {
    return this.basis.added.data.role;
  }

  @Field(() => Int, { description: 'Number of interactions with the person up to the `asOf` of the relationship.' })
  get contactCount(): number {
    return this.basis.interactions.length;
  }

  @Field(() => DateTime, { nullable: true, description: 'When the last interaction was; null if there was none yet.' })
  get lastContactAt(): number | null {
    return this.basis.interactions.at(-1)?.at ?? null;
  }

  @Field(() => Trust, {
    nullable: true,
    description:
      'Trust of this person: the relationship assessed only from contacts that name this person, starting from the agreed opening. Contacts without this person are not included, even if they are referred to, such as an issue that somebody else reported. Null before the relationship was opened.',
  })
  get trust(): Trust | null {
    return this.basis.trust();
  }
}

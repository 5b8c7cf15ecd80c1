import { Field, InputType } from '@nestjs/graphql';
import { COMMON_FIELDS } from '#relationship';
import { groupInput } from '../../schema/contact-input.js';
import { ContactType } from '../../relationships/contact.type.js';
import { DateTime } from '../../schema/date-time.js';
import { fieldType } from '../../schema/field-type.js';
import { factsInCommon } from './facts-in-common.js';

/** One input for all types of contact: the facts of every mutation are added below, each as an optional field. */
@InputType({
  description:
    'A hypothetical contact, in the past or in the future: its type, its time and the facts of the mutation that would record it.',
})
export class HypotheticalContactInput {
  @Field(() => ContactType, { description: 'The type of contact.' })
  readonly type!: string;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it happens; may be in the future. Default: the time of the query.',
  })
  readonly occurredAt?: string | null;
}

const add = (name: string, field: Parameters<typeof fieldType>[1], description: string) => {
  const type = fieldType(name, field, groupInput);
  Field(() => type, { nullable: true, description })(HypotheticalContactInput.prototype, name);
};
for (const [name, { field }] of Object.entries(COMMON_FIELDS))
  if (name !== 'customerId' && name !== 'occurredAt') add(name, field, field.says);
for (const [name, { field, says }] of factsInCommon()) add(name, field, says);

import { Field, ID, InputType } from '@nestjs/graphql';
import { CATALOG, declares, refuse, type Refusal } from '#relationship';
import { contactInput } from '../schema/contact-input.js';

/** The contacts that can be replaced: those that a caller records, without retractions and erasures. */
const REPLACEABLE = CATALOG.flatMap((definition) => {
  const { mutation, type } = definition;
  return mutation === null || declares(type, 'retracts') || declares(type, 'erases') ? [] : [{ definition, mutation }];
});

/** One field for each mutation that records a replaceable contact; they are added below. */
@InputType({
  description:
    'A contact to record: exactly one field, named after the mutation that would record it, with the input of that mutation.',
})
export class ReplacementInput {
  readonly [mutation: string]: object | null | undefined;
}

for (const { definition, mutation } of REPLACEABLE) {
  const type = contactInput(definition);
  Field(() => type, { nullable: true, description: definition.says })(ReplacementInput.prototype, mutation);
}

@InputType({ description: 'Which contact to replace, and the contact to record in its place.' })
export class ReplaceContactInput {
  @Field(() => ID, { description: 'The contact to replace.' })
  readonly contactId!: string;
  @Field(() => String, { nullable: true, description: 'Why. At most 4000 characters.' })
  readonly reason?: string | null;
  @Field(() => ReplacementInput, {
    description:
      'The corrected contact, whole: of the same type and with the same customer. Facts that are left out are not stated any more. But `occurredAt` and its own ids stay as they were if they are left out, so that other contacts still refer to it. Its `idempotencyKey` is that of the whole replacement.',
  })
  readonly contact!: ReplacementInput;
}

/** The contact in an input, and the path of its fields. */
export type ReplacementGiven = { readonly type: string; readonly input: object; readonly path: string };

export function givenIn(replacement: ReplacementInput): ReplacementGiven | Refusal {
  const given = REPLACEABLE.flatMap(({ definition: { type }, mutation }) => {
    const input = replacement[mutation];
    return input == null ? [] : [{ type, input, path: `contact.${mutation}` }];
  });
  const [one, another] = given;
  return one !== undefined && another === undefined
    ? one
    : refuse('FIELD_INVALID', 'contact', 'Give exactly one contact.');
}

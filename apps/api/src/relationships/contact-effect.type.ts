import { Field, Float, ObjectType } from '@nestjs/graphql';
import { NO_EVIDENCE, type NoEvidence } from '#relationship';
import { registerEnum } from '../schema/field-type.js';
import { Contribution } from './trust.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

const NoEvidenceReason = registerEnum(
  'NoEvidenceReason',
  Object.keys(NO_EVIDENCE),
  'Every reason why a contact is no evidence of trust.',
  NO_EVIDENCE,
);

@Allowed(READ)
@ObjectType({ description: 'What one contact does to the score: it is evidence, or there is a reason why not.' })
export class ContactEffect {
  @Field(() => Float, { description: 'Points of the score, signed: the sum of `contributions`; 0 if there are none.' })
  readonly points!: number;
  @Field(() => [Contribution], {
    description: 'The evidence that it is, as in `Trust.contributions`; empty if it is none.',
  })
  readonly contributions!: readonly Contribution[];
  @Field(() => String, {
    nullable: true,
    description: 'Why it is no evidence, in one sentence for people; null if it is evidence.',
  })
  readonly whyNone!: string | null;
  @Field(() => NoEvidenceReason, {
    nullable: true,
    description: 'The same reason, from a closed list; null if it is evidence.',
  })
  readonly whyNoneReason!: NoEvidence | null;
}

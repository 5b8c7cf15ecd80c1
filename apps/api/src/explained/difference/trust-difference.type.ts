import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Contact } from '../../relationships/contact.type.js';
import { registerEnum } from '../../schema/field-type.js';
import { Trust } from '../../relationships/trust.js';

export const DIFFERENCE_KINDS = ['ENTERED', 'GONE', 'RECLASSIFIED', 'REWEIGHED', 'AGED', 'PRIOR', 'CAP'] as const;
const DifferenceKind = registerEnum('DifferenceKind', DIFFERENCE_KINDS, 'Why a score is another than it was.', {
  ENTERED: 'Evidence that counts now and did not: new contacts, due times that passed.',
  GONE: 'Evidence that counted and does not any more.',
  RECLASSIFIED: 'The same fact is another class of evidence by now.',
  REWEIGHED: 'The same evidence weighs more or less, or counts from another time.',
  AGED: 'The same evidence, older and among other evidence: decay.',
  PRIOR: 'Trust starts from another number of points.',
  CAP: 'What the weakest dimension takes off has changed.',
});

@ObjectType({ description: 'One reason why the score changed.' })
export class DifferenceLine {
  @Field(() => DifferenceKind, { description: 'What kind of reason.' })
  readonly kind!: string;
  @Field(() => Float, { description: 'Points, signed; all lines sum to the difference.' })
  readonly points!: number;
  @Field(() => Contact, {
    nullable: true,
    description: 'The contact it comes from; null for PRIOR and CAP.',
  })
  readonly contact!: Contact | null;
  @Field(() => String, {
    nullable: true,
    description: 'Class of evidence, as it is where it still counts; null for PRIOR and CAP.',
  })
  readonly class!: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Where a due time passed: the obligation that lapsed. Null for all else.',
  })
  readonly obligationId!: string | null;
}

@ObjectType({ description: 'All lines of one kind together.' })
export class DifferenceByKind {
  @Field(() => DifferenceKind, { description: 'What kind of reason.' })
  readonly kind!: string;
  @Field(() => Float, { description: 'Points, signed.' })
  readonly points!: number;
}

@ObjectType({ description: 'Why the score at one time is another than at an earlier one, contact by contact.' })
export class TrustDifference {
  @Field(() => Trust, { description: 'Trust at the earlier time.' })
  readonly from!: Trust;
  @Field(() => Trust, { description: 'Trust at the later time.' })
  readonly to!: Trust;
  @Field(() => Float, { description: 'Points, signed: the score at the later time less that at the earlier one.' })
  readonly difference!: number;
  @Field(() => [DifferenceLine], { description: 'The reasons; their points sum to the difference.' })
  readonly lines!: readonly DifferenceLine[];
  @Field(() => [DifferenceByKind], {
    description: 'The same summed by kind, kinds without points left out: what is new apart from what decay took.',
  })
  readonly byKind!: readonly DifferenceByKind[];
}

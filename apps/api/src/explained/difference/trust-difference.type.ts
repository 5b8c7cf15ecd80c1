import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Contact } from '../../relationships/contact.type.js';
import { registerEnum } from '../../schema/field-type.js';
import { Trust } from '../../relationships/trust.js';
import { Allowed, READ } from '../../edge/auth/rights.js';

export const DIFFERENCE_KINDS = ['ENTERED', 'GONE', 'RECLASSIFIED', 'REWEIGHED', 'AGED', 'PRIOR', 'CAP'] as const;
const DifferenceKind = registerEnum('DifferenceKind', DIFFERENCE_KINDS, 'Why a score changed.', {
  ENTERED: 'Evidence that counts now and did not count before: new contacts, due times that passed.',
  GONE: 'Evidence that counted before and does not count now.',
  RECLASSIFIED: 'The same fact is now in another class of evidence.',
  REWEIGHED: 'The same evidence weighs more or less, or counts from another time.',
  AGED: 'Decay: the same evidence is older, or other evidence has joined it.',
  PRIOR: 'The points that trust starts from have changed.',
  CAP: 'The points that the weakest dimension takes off have changed.',
});

@Allowed(READ)
@ObjectType({ description: 'One reason why the score changed.' })
export class DifferenceLine {
  @Field(() => DifferenceKind, { description: 'The kind of reason.' })
  readonly kind!: string;
  @Field(() => Float, { description: 'Points, signed; all lines add up to the difference.' })
  readonly points!: number;
  @Field(() => Contact, {
    nullable: true,
    description: 'The contact it comes from; null for PRIOR and CAP.',
  })
  readonly contact!: Contact | null;
  @Field(() => String, {
    nullable: true,
    description: 'Class of evidence, the new class if it still counts; null for PRIOR and CAP.',
  })
  readonly class!: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The obligation that lapsed, if a due time passed; else null.',
  })
  readonly obligationId!: string | null;
}

@Allowed(READ)
@ObjectType({ description: 'The sum of all lines of one kind.' })
export class DifferenceByKind {
  @Field(() => DifferenceKind, { description: 'The kind of reason.' })
  readonly kind!: string;
  @Field(() => Float, { description: 'Points, signed.' })
  readonly points!: number;
}

@Allowed(READ)
@ObjectType({ description: 'Why the score differs between two times, contact by contact.' })
export class TrustDifference {
  @Field(() => Trust, { description: 'Trust at the earlier time.' })
  readonly from!: Trust;
  @Field(() => Trust, { description: 'Trust at the later time.' })
  readonly to!: Trust;
  @Field(() => Float, {
    description: 'Points, signed: the score at the later time minus the score at the earlier time.',
  })
  readonly difference!: number;
  @Field(() => [DifferenceLine], { description: 'The reasons; their points add up to the difference.' })
  readonly lines!: readonly DifferenceLine[];
  @Field(() => [DifferenceByKind], {
    description: 'The lines summed by kind, without kinds of 0 points. It shows new evidence apart from decay.',
  })
  readonly byKind!: readonly DifferenceByKind[];
}

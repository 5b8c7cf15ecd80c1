import { ArgsType, Field } from '@nestjs/graphql';
import { DateTime } from '../schema/date-time.js';

/** The times of a query. The defaults mean the present. */
@ArgsType()
export class ClockArgs {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time of the answer: what happened later is left out. Default: now, or `knownAt` if that is earlier. A time in the future gives what waiting until then would give.',
  })
  readonly asOf?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Only what was known at this time: what was recorded later is left out. Default: now.',
  })
  readonly knownAt?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The exact form of `knownAt`, to use instead of it: a log position. Every event after this position is left out, whatever its recording time; so the same query gives exactly the same answer again.',
  })
  readonly knownAtPosition?: string | null;
}

@ArgsType()
export class VantageArgs extends ClockArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'The id of the model that computes the scores. Default: the model that was active, as known at `knownAt`.',
  })
  readonly model?: string | null;
}

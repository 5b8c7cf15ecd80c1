import { ArgsType, Field } from '@nestjs/graphql';
import { DateTime } from '../schema/date-time.js';

/** Which moment a question is put to, and by which model; what is left out goes with the present. */
@ArgsType()
export class ClockArgs {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'As things stood at this time. Left out: now, or `knownAt` where that is earlier. One that lies ahead equals waiting.',
  })
  readonly asOf?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Of that, what was known at this time: what was recorded later is left out. Left out: now.',
  })
  readonly knownAt?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The exact form of `knownAt`, in place of it: a position of the log. What stands later in the log is left out, whenever it says that it was recorded; so an answer can be had again to the last digit.',
  })
  readonly knownAtPosition?: string | null;
}

@ArgsType()
export class VantageArgs extends ClockArgs {
  @Field(() => String, {
    nullable: true,
    description: 'The id of the model that reads the scores. Left out: the active one, as known then.',
  })
  readonly model?: string | null;
}

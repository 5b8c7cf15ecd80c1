import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { HELPS, type Help as KindOfHelp, type TrustBand } from '#trust';
import { registerEnum } from '../schema/field-type.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { Allowed, READ } from '../edge/auth/rights.js';

const HelpKind = registerEnum('HelpKind', HELPS, 'A kind of contact that adds evidence.', {
  BAD_NEWS_TOLD: 'A proactive call with the bad news that is owed.',
  PROMISE_KEPT: 'A promise made and kept.',
  LOOK_BACK_TOGETHER: 'A retrospective with both views.',
  CHECK_IN: 'A check-in when nothing is wrong.',
  STATUS_UPDATE: 'An update on the state of something.',
});

@Allowed(READ)
@ObjectType({ description: 'Contacts that would give enough evidence where there is too little.' })
export class Help {
  @Field(() => HelpKind, { description: 'The kind of contact.' })
  readonly help!: KindOfHelp;
  @Field(() => Int, {
    description: 'The smallest number of such contacts, made now, that gives enough evidence; 1 or more.',
  })
  readonly times!: number;
  @Field(() => TrustBandEnum, { description: 'The band that trust would then have.' })
  readonly band!: TrustBand;
  @Field(() => Float, { description: 'The score then, points, 0 to 100.' })
  readonly score!: number;
}

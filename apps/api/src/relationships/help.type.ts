import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { HELPS, type Help as KindOfHelp, type TrustBand } from '#trust';
import { registerEnum } from '../schema/field-type.js';
import { TrustBandEnum } from '../schema/trust-band.js';

const HelpKind = registerEnum('HelpKind', HELPS, 'What tells something of a relationship.', {
  BAD_NEWS_TOLD: 'A proactive call with the bad news that is owed.',
  PROMISE_KEPT: 'A promise made and kept.',
  LOOK_BACK_TOGETHER: 'A retrospective with both views.',
  CHECK_IN: 'A word when nothing is wrong.',
  STATUS_UPDATE: 'A word on how it stands.',
});

@ObjectType({ description: 'What would tell enough of a relationship of which too little is known.' })
export class Help {
  @Field(() => HelpKind, { description: 'The kind of contact.' })
  readonly help!: KindOfHelp;
  @Field(() => Int, { description: 'How many of it, held now, tell enough; fewer do not.' })
  readonly times!: number;
  @Field(() => TrustBandEnum, { description: 'Where trust would then stand.' })
  readonly band!: TrustBand;
  @Field(() => Float, { description: 'The score then, points.' })
  readonly score!: number;
}

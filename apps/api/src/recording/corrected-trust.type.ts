import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Trust } from '../relationships/trust.js';
import { Allowed, READ } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({
  description:
    'What a correction changed in trust. Both sides are assessed at the same instant, so that only the correction makes a difference.',
})
export class CorrectedTrust {
  constructor(before: Trust, after: Trust) {
    this.before = before;
    this.after = after;
  }

  @Field(() => Trust, { description: 'Trust now, as it would be without the correction.' })
  readonly before: Trust;
  @Field(() => Trust, { description: 'Trust now, with the correction.' })
  readonly after: Trust;

  @Field(() => Float, { description: 'Points of the score, signed: `after` minus `before`.' })
  get points(): number {
    return this.after.score - this.before.score;
  }
}

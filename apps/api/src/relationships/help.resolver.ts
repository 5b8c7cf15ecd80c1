import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { COMPUTED } from '../edge/graphql/cost.js';
import { Help } from './help.type.js';
import { Trust } from './trust.js';

@Resolver(() => Trust)
export class HelpResolver {
  @ResolveField(() => [Help], {
    complexity: COMPUTED,
    description:
      'If there is too little evidence: each kind of contact that alone would give enough, the smallest number first. Empty if there is enough.',
  })
  whatWouldHelp(@Parent() trust: Trust): Promise<readonly Help[]> {
    return trust.whatWouldHelp();
  }
}

import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ColleagueLog } from '#contact-log';
import { ADMINISTER, Allowed, READ } from '../edge/auth/rights.js';
import { tokenOf } from '../edge/graphql/read-position.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import {
  Colleague,
  RegisterColleagueInput,
  RegisterColleaguePayload,
  RemoveColleagueInput,
  RemoveColleaguePayload,
} from './colleague.type.js';

@Resolver()
export class ColleaguesResolver {
  constructor(private readonly register: ColleagueLog) {}

  @Allowed(READ)
  @Query(() => [Colleague], { description: 'The register of colleagues, by identity.' })
  async colleagues(): Promise<readonly Colleague[]> {
    await this.register.read();
    return this.register.all();
  }

  @Allowed(ADMINISTER)
  @Mutation(() => RegisterColleaguePayload, {
    description: 'Registers a colleague. A lead sees the relationships of the colleagues of the same team.',
  })
  async registerColleague(
    @Args('input', { type: () => RegisterColleagueInput }) input: object,
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<RegisterColleaguePayload> {
    const { recorded, refusals } = await this.register.enter(input, { recordedBy: actor.identity, correlationId });
    const position = tokenOf(recorded?.position ?? null);
    return { colleague: recorded?.colleague ?? null, position, userErrors: refusals };
  }

  @Allowed(ADMINISTER)
  @Mutation(() => RemoveColleaguePayload, {
    description:
      'Removes a colleague from the register, and destroys name and address. Relationships keep their owner.',
  })
  async removeColleague(
    @Args('input', { type: () => RemoveColleagueInput }) input: { readonly identity: string },
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<RemoveColleaguePayload> {
    const registrar = { recordedBy: actor.identity, correlationId };
    const { recorded, refusals } = await this.register.remove(input.identity, registrar);
    return { position: tokenOf(recorded?.position ?? null), userErrors: refusals };
  }
}

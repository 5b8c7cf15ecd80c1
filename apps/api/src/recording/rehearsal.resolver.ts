import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Rehearsals } from '../deployment/rehearsals.js';
import { Allowed, RECORD } from '../edge/auth/rights.js';
import { COMPUTED } from '../edge/graphql/cost.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Visibility } from '../visibility/visibility.js';
import { Rehearsal, type RehearsalOutcomeName } from './rehearsal.type.js';
import { givenIn, ReplacementInput } from './replacement-input.js';
import { requestOf } from './request-of.js';

@Resolver()
export class RehearsalResolver {
  constructor(
    private readonly rehearsals: Rehearsals,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(RECORD)
  @Query(() => Rehearsal, {
    description:
      'What recording a contact would answer: the mutation decides it on what is on record, with its own rules, and nothing is written. What it would do to trust is told by `whatIf`.',
    complexity: 5 * COMPUTED,
  })
  async rehearsal(
    @Args('contact', { type: () => ReplacementInput, description: 'The contact that would be recorded.' })
    contact: ReplacementInput,
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<Rehearsal> {
    const given = givenIn(contact);
    if ('code' in given) return { outcome: 'WOULD_BE_REFUSED', userErrors: [given] };
    const { type, input, path } = given;
    const request = await requestOf({ type, input, actor, correlationId }, this.visibility);
    const { recorded, refusals } = await this.rehearsals.log().record(request);
    const userErrors = refusals.map((refusal) => ({ ...refusal, field: placed(refusal.field, path) }));
    return { outcome: outcomeOf(recorded), userErrors };
  }
}

const outcomeOf = (recorded: { readonly replayed: boolean } | null): RehearsalOutcomeName =>
  recorded === null ? 'WOULD_BE_REFUSED' : recorded.replayed ? 'ALREADY_RECORDED' : 'WOULD_BE_RECORDED';

/** A field of the input, as a field of the argument. */
const placed = (field: string | null, path: string): string | null => (field === null ? null : `${path}.${field}`);

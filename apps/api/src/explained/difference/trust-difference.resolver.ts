import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContactLog } from '#contact-log';
import { timelineFrom } from '#read-models';
import { toMs } from '#relationship';
import { differenceOf } from '#trust';
import { apiError } from '../../edge/errors/codes.js';
import { LookUp } from '../../relationships/look-up.js';
import { Relationship, type RelationshipBasis } from '../../relationships/relationship.type.js';
import { Relationships } from '../../relationships/relationships.js';
import { DateTime } from '../../schema/date-time.js';
import { DIFFERENCE_KINDS, TrustDifference } from './trust-difference.type.js';
import type { Trust } from '../../relationships/trust.js';

@Resolver(() => Relationship)
export class TrustDifferenceResolver {
  constructor(
    private readonly log: ContactLog,
    private readonly relationships: Relationships,
  ) {}

  @ResolveField(() => TrustDifference, {
    nullable: true,
    description:
      'Why its score differs between two times. Both scores use the facts and the model with which this relationship is shown. Null if it was not open at both times.',
  })
  async trustDifference(
    @Parent() relationship: Relationship,
    @Args('from', { type: () => DateTime, description: 'The earlier time.' }) fromText: string,
    @Args('to', { type: () => DateTime, description: 'The later time; may be in the future.' }) toText: string,
  ): Promise<TrustDifference | null> {
    const { basis } = relationship;
    const { customerId, vantage, knownAt, weighed } = basis;
    const whole = await this.log.timelineOf(customerId);
    const known = whole === null ? null : timelineFrom(whole, { ...vantage, asOf: null });
    if (known === null) return null;
    const [from, to] = [toMs(fromText), toMs(toText)];
    if (from > to) throw apiError('BAD_USER_INPUT', 'from must not be after to.');
    const { model } = weighed;
    const asked = { from, to, knownAt: vantage.position === null ? knownAt : Infinity, model };
    const found = differenceOf(known.recorded(), asked);
    const [before, after] = [from, to].map((asOf) => this.trustAt(basis, known, asOf));
    if (found === null || !before || !after) return null;
    const lookUp = LookUp.within(this.relationships, relationship);
    return {
      from: before,
      to: after,
      difference: found.difference,
      lines: found.lines.map(({ contact, ...line }) => ({
        ...line,
        contact: contact === null ? null : lookUp.contact(contact),
      })),
      byKind: DIFFERENCE_KINDS.map((kind) => ({ kind, points: found.byKind[kind] })).filter(
        ({ points }) => points !== 0,
      ),
    };
  }

  private trustAt(
    { vantage, knownAt, position, weighed }: RelationshipBasis,
    known: Parameters<typeof timelineFrom>[0],
    asOf: number,
  ): Trust | null {
    const timeline = timelineFrom(known, { ...vantage, asOf });
    const seen = { asOf, knownAt, position, vantage: { ...vantage, asOf, model: weighed.model.id } };
    return timeline === null ? null : (this.relationships.at(timeline, seen)?.trust ?? null);
  }
}

import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContactLog } from '#contact-log';
import { timelineFromInSteps } from '#read-models';
import { toMs, type Timeline } from '#relationship';
import { differenceInSteps } from '#trust';
import { apiError } from '../../edge/errors/codes.js';
import { LookUp } from '../../relationships/look-up.js';
import { COMPUTED } from '../../edge/graphql/cost.js';
import { inTurns, answerHolds } from '../../edge/graphql/under-way.js';
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
    complexity: 5 * COMPUTED,
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
    const { recordOf, vantage, knownAt, weighed } = basis;
    const whole = await this.log.timelineOf(recordOf);
    const known =
      whole === null ? null : await inTurns(timelineFromInSteps(whole, { ...vantage, asOf: null }, recordOf));
    if (known === null) return null;
    const [from, to] = [toMs(fromText), toMs(toText)];
    if (from > to) throw apiError('BAD_USER_INPUT', 'from must not be after to.');
    const { model } = weighed;
    const asked = { from, to, knownAt: vantage.position === null ? knownAt : Infinity, model };
    const found = await inTurns(differenceInSteps(known.recorded(), asked));
    const [before, after] = [await this.trustAt(basis, known, from), await this.trustAt(basis, known, to)];
    if (found === null || before === null || after === null) return null;
    answerHolds(found.lines.length);
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

  private async trustAt(
    { vantage, knownAt, position, weighed }: RelationshipBasis,
    known: Timeline,
    asOf: number,
  ): Promise<Trust | null> {
    const timeline = await inTurns(timelineFromInSteps(known, { ...vantage, asOf }));
    if (timeline === null) return null;
    await inTurns(timeline.evidenceInSteps(weighed.model.calendar));
    const seen = { asOf, knownAt, position, vantage: { ...vantage, asOf, model: weighed.model.id } };
    return this.relationships.at(timeline, seen)?.trust ?? null;
  }
}

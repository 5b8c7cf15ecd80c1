import { Field, Float, ObjectType } from '@nestjs/graphql';
import {
  assessWeighed,
  intervalAt,
  lastSufficient,
  scoreAt,
  whatWouldHelp,
  type Assessment,
  type LastSufficient,
  type PriorChoice,
  type Weighed,
} from '#trust';
import type { Timeline } from '#relationship';
import type { Contact } from './contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { Help } from './help.type.js';
import { Contribution, DimensionTrust, Interval } from './trust.type.js';

/** Evidence, the two times of the question, and where trust starts: all that the answer depends on. */
export type TrustBasis = {
  readonly weighed: Weighed;
  readonly prior: PriorChoice;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly knownAt: number;
  /** Null where what is known is a matter of time, not of a place in the log. */
  readonly position: bigint | null;
  /** The facts that the evidence is of. */
  readonly timeline: Timeline;
  readonly contactOf: (contactId: string) => Contact;
};

/** Trust as it is served. What costs more than the score is worked out only where somebody asks. */
@ObjectType({ description: 'How much trust a relationship holds, and why.' })
export class Trust {
  private assessed: Assessment | undefined;
  private scored: Pick<Assessment, 'score' | 'band'> | undefined;
  private sufficient: LastSufficient | null | undefined;

  constructor(private readonly basis: TrustBasis) {}

  @Field(() => Float, { description: 'Points, 0 to 100; higher is healthier. Not a probability.' })
  get score(): number {
    return this.standing.score;
  }

  @Field(() => TrustBandEnum, { description: 'The band that the score, and how much is known, put it in.' })
  get band(): string {
    return this.standing.band;
  }

  @Field(() => Interval, { description: 'Points: 90 % credible, of trust before the cap.' })
  get interval(): Interval {
    const { weighed, asOf, prior } = this.basis;
    return this.assessed?.interval ?? intervalAt(weighed, asOf, prior);
  }

  @Field(() => [DimensionTrust], { description: 'The four sides of it, always in the same order.' })
  get dimensions(): readonly DimensionTrust[] {
    return this.assessment.dimensions.map((each) => ({ ...each, dimension: each.dimension.toUpperCase() }));
  }

  @Field(() => Float, { description: 'Points it starts from without evidence, 0 to 100.' })
  get prior(): number {
    return this.assessment.prior;
  }

  @Field(() => Float, { description: 'Points, 0 or less: what the weakest dimension takes off.' })
  get cap(): number {
    return this.assessment.cap;
  }

  @Field(() => [Contribution], {
    description: 'Every piece of evidence that counts, oldest first. prior + all their points + cap = score.',
  })
  get contributions(): readonly Contribution[] {
    const { contactOf } = this.basis;
    return this.assessment.contributions.map(({ entry, points, byDimension, ageDays, remaining, magnitude }) => ({
      points,
      byDimension,
      contact: contactOf(entry.causeEventId),
      class: entry.class,
      since: entry.at,
      ageDays,
      remaining,
      magnitude,
      obligationId: entry.obligationId,
    }));
  }

  @Field(() => TrustBandEnum, {
    nullable: true,
    description: 'The last band that had enough evidence: silence must not look like recovery. Null where none had.',
  })
  get lastSufficientBand(): string | null {
    return this.lastSufficient?.band ?? null;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when there was enough evidence for `lastSufficientBand`; `asOf` where there still is.',
  })
  get lastSufficientUntil(): number | null {
    return this.lastSufficient?.until ?? null;
  }

  @Field(() => DateTime, { description: 'The time that is assessed: what had happened by then counts.' })
  get asOf(): number {
    return this.basis.asOf;
  }

  @Field(() => DateTime, { description: 'Of that, what was known at this time.' })
  get knownAt(): number {
    return this.basis.knownAt;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Log position that, given as `knownAtPosition` together with `asOf`, has this very answer again, whatever is recorded later. Null where the question was put by `knownAt`.',
  })
  get knownAtPosition(): string | null {
    return this.basis.position?.toString() ?? null;
  }

  @Field(() => [Help], {
    description:
      'Where too little is known: each kind of contact that alone would tell enough, the fewest first. Empty where enough is known.',
  })
  get whatWouldHelp(): readonly Help[] {
    const { timeline, weighed, asOf } = this.basis;
    return whatWouldHelp(timeline, weighed, asOf);
  }

  @Field(() => String, { description: 'The model that weighs it, name and version.' })
  get model(): string {
    return this.basis.weighed.model.id;
  }

  private get assessment(): Assessment {
    const { weighed, asOf, prior } = this.basis;
    return (this.assessed ??= assessWeighed(weighed, asOf, prior));
  }

  private get standing(): Pick<Assessment, 'score' | 'band'> {
    const { weighed, asOf, prior } = this.basis;
    return this.assessed ?? (this.scored ??= scoreAt(weighed, asOf, prior));
  }

  private get lastSufficient(): LastSufficient | null {
    const { weighed, asOf, prior } = this.basis;
    if (this.sufficient === undefined) this.sufficient = lastSufficient(weighed, asOf, prior);
    return this.sufficient;
  }
}

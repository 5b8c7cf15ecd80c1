import { Field, Float, ObjectType } from '@nestjs/graphql';
import {
  assessWeighed,
  blindSpots,
  contactEffects,
  intervalAt,
  lastSufficient,
  scoreAt,
  whatWouldHelpInSteps,
  type Assessment,
  type Contribution as AssessedContribution,
  type LastSufficient,
  type PriorChoice,
  type Weighed,
} from '#trust';
import { NO_EVIDENCE, type Timeline } from '#relationship';
import type { ContactEffect } from './contact-effect.type.js';
import type { Contact } from './contact.type.js';
import { answerHolds, inTurns } from '../edge/graphql/under-way.js';
import { DateTime } from '../schema/date-time.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import type { Help } from './help.type.js';
import { BlindSpot, Contribution, DimensionTrust, Interval } from './trust.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

/** All that the answer depends on: the evidence, both times of the query, and the points that trust starts from. */
export type TrustBasis = {
  readonly weighed: Weighed;
  readonly prior: PriorChoice;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly knownAt: number;
  /** The log position up to which facts are known; null if `knownAt` decides. */
  readonly position: bigint | null;
  /** The facts that the evidence comes from. */
  readonly kept: () => Promise<Timeline>;
  readonly contactOf: (contactId: string) => Contact;
};

/** Trust as served. What costs more than the score is computed only if the query selects it. */
@Allowed(READ)
@ObjectType({ description: 'How much trust a relationship holds, and why.' })
export class Trust {
  private assessed: Assessment | undefined;
  private scored: Pick<Assessment, 'score' | 'band'> | undefined;
  private sufficient: LastSufficient | null | undefined;
  private effects: Promise<ReturnType<typeof contactEffects>> | undefined;

  constructor(private readonly basis: TrustBasis) {}

  @Field(() => Float, { description: 'Points, 0 to 100; higher is healthier. Not a probability.' })
  get score(): number {
    return this.scoreAndBand.score;
  }

  @Field(() => TrustBandEnum, { description: 'The band, from the score and the amount of evidence.' })
  get band(): string {
    return this.scoreAndBand.band;
  }

  @Field(() => Interval, { description: '90 % credible interval of trust before the cap, points.' })
  get interval(): Interval {
    const { weighed, asOf, prior } = this.basis;
    return this.assessed?.interval ?? intervalAt(weighed, asOf, prior);
  }

  @Field(() => [DimensionTrust], { description: 'The four dimensions, always in the same order.' })
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
    answerHolds(this.assessment.contributions.length);
    return this.assessment.contributions.map((each) => this.served(each));
  }

  /** What one contact does to the score. The first call assesses all evidence, further calls look it up. */
  async effectOf(contactId: string): Promise<ContactEffect> {
    this.effects ??= this.allEffects();
    const { points, contributions, whyNone: reason } = (await this.effects)(contactId);
    return {
      points,
      contributions: contributions.map((each) => this.served(each)),
      whyNone: reason === null ? null : NO_EVIDENCE[reason],
      whyNoneReason: reason,
    };
  }

  private async allEffects(): Promise<ReturnType<typeof contactEffects>> {
    const { kept, weighed } = this.basis;
    return contactEffects(await kept(), this.assessment.contributions, weighed.model);
  }

  private served({ entry, points, byDimension, ageDays, remaining, magnitude }: AssessedContribution): Contribution {
    return {
      points,
      byDimension,
      contact: this.basis.contactOf(entry.causeEventId),
      class: entry.class,
      since: entry.at,
      ageDays,
      remaining,
      magnitude,
      obligationId: entry.obligationId,
    };
  }

  @Field(() => TrustBandEnum, {
    nullable: true,
    description:
      'The last band that had enough evidence, because silence must not look like recovery. Null if none had.',
  })
  get lastSufficientBand(): string | null {
    return this.lastSufficient?.band ?? null;
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when there was enough evidence for `lastSufficientBand`; `asOf` if there still is; null if there never was.',
  })
  get lastSufficientUntil(): number | null {
    return this.lastSufficient?.until ?? null;
  }

  @Field(() => DateTime, { description: 'The time of the assessment: only what had happened by then counts.' })
  get asOf(): number {
    return this.basis.asOf;
  }

  @Field(() => DateTime, { description: 'Only what was known at this time counts.' })
  get knownAt(): number {
    return this.basis.knownAt;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The log position that, sent as `knownAtPosition` together with `asOf`, gives exactly this answer again, whatever is recorded later. Null if the query used `knownAt`.',
  })
  get knownAtPosition(): string | null {
    return this.basis.position?.toString() ?? null;
  }

  /** See HelpResolver: a field of its own, since it is computed in turns. */
  async whatWouldHelp(): Promise<readonly Help[]> {
    const { kept, weighed, asOf } = this.basis;
    const timeline = await kept();
    await inTurns(timeline.evidenceInSteps(weighed.model.calendar));
    return inTurns(whatWouldHelpInSteps(timeline, weighed, asOf));
  }

  @Field(() => [BlindSpot], {
    description:
      'What the score could not see: each dimension for which no contact on record is of a kind that its model credits there. Empty if there is none.',
  })
  get blindSpots(): readonly BlindSpot[] {
    const { weighed, asOf } = this.basis;
    return blindSpots(weighed, asOf).map(({ dimension, words }) => ({ dimension: dimension.toUpperCase(), words }));
  }

  @Field(() => String, { description: 'The model of the assessment, name and version.' })
  get model(): string {
    return this.basis.weighed.model.id;
  }

  private get assessment(): Assessment {
    const { weighed, asOf, prior } = this.basis;
    return (this.assessed ??= assessWeighed(weighed, asOf, prior));
  }

  private get scoreAndBand(): Pick<Assessment, 'score' | 'band'> {
    const { weighed, asOf, prior } = this.basis;
    return this.assessed ?? (this.scored ??= scoreAt(weighed, asOf, prior));
  }

  private get lastSufficient(): LastSufficient | null {
    const { weighed, asOf, prior } = this.basis;
    if (this.sufficient === undefined) this.sufficient = lastSufficient(weighed, asOf, prior);
    return this.sufficient;
  }
}

import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { ALERT_KINDS } from '#alerting';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import { UserError } from '../schema/user-error.js';

export const AlertKindEnum = registerEnum('AlertKind', ALERT_KINDS, 'What a rule of alerts watches for.', {
  BAND_CROSSED: 'A relationship moves into another band, by a contact, by time or by another model.',
  SCORE_DROPPED:
    'A score is by `points` lower than it was within `days`. Told at the contact, lapse or crossing at which it is so for the first time.',
  OBLIGATION_DUE: 'Something that we owe is due within `minutesBefore`.',
  OBLIGATION_LAPSED: 'A due time passed, and the obligation was not met.',
  NEED_FULFILLED: 'A need for which the customer waited is fulfilled.',
  BLIND_SPOT: 'The score sees less of a dimension than before: nothing, or only what lowers it.',
});

@Allowed(ADMINISTER)
@ObjectType({
  description: 'What is told, and to which endpoint. It tells what happens after it was declared or changed.',
})
export class AlertRule {
  @Field(() => ID, { description: 'Chosen by whoever declared it, or by the server.' })
  readonly ruleId!: string;
  @Field(() => ID, { description: 'The endpoint to which its alerts are sent.' })
  readonly endpointId!: string;
  @Field(() => AlertKindEnum, { description: 'What it watches for.' })
  readonly kind!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Only relationships that this account manager answers for; null: all.',
  })
  readonly owner!: string | null;
  @Field(() => [TrustBandEnum], { nullable: true, description: 'Only into these bands; null: any.' })
  readonly bands!: readonly string[] | null;
  @Field(() => Float, { nullable: true, description: 'By how many points; null for other kinds than SCORE_DROPPED.' })
  readonly points!: number | null;
  @Field(() => Int, { nullable: true, description: 'Within how many days; null for other kinds than SCORE_DROPPED.' })
  readonly days!: number | null;
  @Field(() => [ObligationKindEnum], { nullable: true, description: 'Only these kinds of obligations; null: all.' })
  readonly obligations!: readonly string[] | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How long before the due time, minutes; null for other kinds than OBLIGATION_DUE.',
  })
  readonly minutesBefore!: number | null;
  @Field(() => DateTime, { description: 'Since when it is as it is. It tells nothing that was recorded before.' })
  readonly since!: number;
  @Field(() => String, { description: 'Who declared or last changed it, from the token.' })
  readonly by!: string;
}

@Allowed(ADMINISTER)
@ObjectType({ description: 'The result of a mutation of a rule of alerts.' })
export class AlertRulePayload {
  @Field(() => AlertRule, { nullable: true, description: 'The rule now; null if it is retired, or refused.' })
  readonly rule!: AlertRule | null;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => Boolean, { description: 'True if nothing had to change, so this call added nothing.' })
  readonly replayed!: boolean;
  @Field(() => [UserError], { description: 'Why nothing was recorded; empty if it was.' })
  readonly userErrors!: readonly UserError[];
}

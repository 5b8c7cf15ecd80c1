import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ALERT_FORMS } from '#alerting';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { POSITION_SAYS } from '../edge/graphql/read-position.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { UserError } from '../schema/user-error.js';

export const AlertFormEnum = registerEnum('AlertForm', ALERT_FORMS, 'How alerts are written for their receiver.', {
  CLOUD_EVENTS: 'A CloudEvent 1.0 in JSON, with ids and no names.',
  SLACK: 'A message for an incoming webhook of Slack: one sentence.',
  TEAMS: 'An Adaptive Card for a workflow of Microsoft Teams: one sentence.',
});

@Allowed(ADMINISTER)
@ObjectType({ description: 'A receiver of alerts. Its address and its secret are never shown again.' })
export class AlertEndpoint {
  @Field(() => ID, { description: 'Chosen by whoever declared it, or by the server.' })
  readonly endpointId!: string;
  @Field(() => String, { description: 'Host and port of its address.' })
  readonly host!: string;
  @Field(() => AlertFormEnum, { description: 'How alerts are written for it.' })
  readonly form!: string;
  @Field(() => DateTime, { description: 'Since when it is as it is.' })
  readonly since!: number;
  @Field(() => String, { description: 'Who declared or last changed it, from the token.' })
  readonly by!: string;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the secret before the last rotation signs beside the new one; null if none does.',
  })
  readonly previousSecretUntil!: number | null;
}

@Allowed(ADMINISTER)
@ObjectType({ description: 'The result of a mutation of an endpoint.' })
export class AlertEndpointPayload {
  @Field(() => AlertEndpoint, { nullable: true, description: 'The endpoint now; null if it is retired, or refused.' })
  readonly endpoint!: AlertEndpoint | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The secret that signs its alerts by the Standard Webhooks scheme. Keep it: it is shown this once. Null if this call made none.',
  })
  readonly secret!: string | null;
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  readonly position!: string | null;
  @Field(() => Boolean, { description: 'True if nothing had to change, so this call added nothing.' })
  readonly replayed!: boolean;
  @Field(() => [UserError], { description: 'Why nothing was recorded; empty if it was.' })
  readonly userErrors!: readonly UserError[];
}

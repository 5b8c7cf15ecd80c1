import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Outbox, type KeptDelivery } from '#alerting';
import { isRefused, readForm } from '#contact-log';
import { refuse } from '#relationship';
import { Clock } from '../deployment/clock.js';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { apiError } from '../edge/errors/codes.js';
import { FIRST, pageSize } from '../schema/connection.js';
import { AlertDelivery, AlertDeliveryStateEnum, ReplayAlertDeliveriesPayload } from './alert-delivery.type.js';
import { REPLAYED, ReplayAlertDeliveriesInput } from './alert-forms.js';

const SEQUENCE = /^\d{1,15}$/;

@Resolver()
export class DeliveriesResolver {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Allowed(ADMINISTER)
  @Query(() => [AlertDelivery], {
    description: 'Alerts on their way, the latest first: those that were given up are in the state DEAD.',
  })
  async alertDeliveries(
    @Args('state', {
      type: () => AlertDeliveryStateEnum,
      nullable: true,
      description: 'Only of this state. Default: all.',
    })
    state: KeptDelivery['state'] | null | undefined,
    @Args('endpointId', { type: () => ID, nullable: true, description: 'Only to this endpoint. Default: all.' })
    endpointId: string | null | undefined,
    @Args('before', {
      type: () => String,
      nullable: true,
      description: 'Only those before this `cursor`. Default: all.',
    })
    before: string | null | undefined,
    @Args(FIRST) first: number | null | undefined,
  ): Promise<readonly AlertDelivery[]> {
    if (before != null && !SEQUENCE.test(before))
      throw apiError('BAD_USER_INPUT', 'before must be the cursor of a delivery.');
    const kept = await this.outbox.list({
      ...{ state: state ?? null, endpointId: endpointId ?? null, first: pageSize(first) },
      before: before == null ? null : Number(before),
    });
    return kept.map((each) => new AlertDelivery(each));
  }

  @Allowed(ADMINISTER)
  @Mutation(() => ReplayAlertDeliveriesPayload, {
    description:
      'Sends again what was given up: single deliveries, or all of an endpoint. They keep their ids and, among those of their customer, their order.',
  })
  async replayAlertDeliveries(
    @Args('input', { type: () => ReplayAlertDeliveriesInput }) input: object,
  ): Promise<ReplayAlertDeliveriesPayload> {
    const checked = readForm('ReplayAlertDeliveriesInput', REPLAYED, input);
    if (isRefused(checked)) return { replayedCount: 0, userErrors: checked };
    const { deliveryIds, endpointId } = checked.facts as { deliveryIds?: readonly string[]; endpointId?: string };
    if ((deliveryIds === undefined) === (endpointId === undefined)) {
      const says = 'Exactly one of deliveryIds and endpointId must be given.';
      return { replayedCount: 0, userErrors: [refuse('FIELD_INVALID', 'endpointId', says)] };
    }
    const which = endpointId === undefined ? { deliveryIds: deliveryIds ?? [] } : { endpointId };
    return { replayedCount: await this.outbox.replay(which, this.clock.now()), userErrors: [] };
  }
}

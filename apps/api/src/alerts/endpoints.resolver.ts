import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { v7 } from 'uuid';
import {
  AddressRefused,
  Addresses,
  AlertLog,
  ENDPOINT_FIELDS,
  refuseAlert,
  RETIRED_ENDPOINT_FIELDS,
  type AlertAnswer,
  type AlertEndpoint as Endpoint,
  type EndpointFacts,
} from '#alerting';
import { isRefused, readForm } from '#contact-log';
import type { Fields } from '#relationship';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { tokenOf } from '../edge/graphql/read-position.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Recording } from '../recording/recording.js';
import { AlertEndpoint, AlertEndpointPayload } from './alert-endpoint.type.js';
import {
  ChangeAlertEndpointInput,
  DECLARED_ENDPOINT,
  DeclareAlertEndpointInput,
  RetireAlertEndpointInput,
  RotateAlertSecretInput,
} from './alert-forms.js';

type Changer = { readonly recordedBy: string; readonly correlationId: string };
const NOTHING = { endpoint: null, secret: null, position: null, replayed: false };

@Resolver()
export class EndpointsResolver {
  constructor(
    private readonly log: AlertLog,
    private readonly addresses: Addresses,
    private readonly recording: Recording,
  ) {}

  @Allowed(ADMINISTER)
  @Query(() => [AlertEndpoint], { description: 'The receivers of alerts, by id.' })
  async alertEndpoints(): Promise<readonly AlertEndpoint[]> {
    const { endpoints } = await this.log.read();
    return [...endpoints.values()].map(served).sort((a, b) => (a.endpointId < b.endpointId ? -1 : 1));
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertEndpointPayload, {
    description: 'Declares a receiver of alerts. The answer holds the secret that signs them, this once.',
  })
  declareAlertEndpoint(
    @Args('input', { type: () => DeclareAlertEndpointInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertEndpointPayload> {
    return this.change('DeclareAlertEndpointInput', DECLARED_ENDPOINT, input, context, (facts: EndpointFacts, by) =>
      this.log.declareEndpoint(facts, by),
    );
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertEndpointPayload, { description: 'Gives a receiver another address or form. Its secret stays.' })
  changeAlertEndpoint(
    @Args('input', { type: () => ChangeAlertEndpointInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertEndpointPayload> {
    return this.change('ChangeAlertEndpointInput', ENDPOINT_FIELDS, input, context, (facts: EndpointFacts, by) =>
      this.log.changeEndpoint(facts, by),
    );
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertEndpointPayload, {
    description:
      'Makes another secret. For a day alerts are signed with both, so that the receiver can be told the new one.',
  })
  rotateAlertSecret(
    @Args('input', { type: () => RotateAlertSecretInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertEndpointPayload> {
    type Named = Pick<EndpointFacts, 'endpointId'>;
    return this.change('RotateAlertSecretInput', RETIRED_ENDPOINT_FIELDS, input, context, (facts: Named, by) =>
      this.log.rotateSecret(facts.endpointId, by),
    );
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertEndpointPayload, {
    description: 'Retires a receiver to which no rule sends any more. Its address and secret are destroyed.',
  })
  retireAlertEndpoint(
    @Args('input', { type: () => RetireAlertEndpointInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertEndpointPayload> {
    type Named = Pick<EndpointFacts, 'endpointId'>;
    return this.change('RetireAlertEndpointInput', RETIRED_ENDPOINT_FIELDS, input, context, (facts: Named, by) =>
      this.log.retireEndpoint(facts.endpointId, by),
    );
  }

  private async change<F extends Pick<EndpointFacts, 'endpointId'>>(
    name: string,
    fields: Fields,
    input: object,
    { actor, correlationId }: RequestContext,
    act: (facts: F, changer: Changer) => Promise<AlertAnswer>,
  ): Promise<AlertEndpointPayload> {
    const checked = readForm(name, fields, input);
    if (isRefused(checked)) return { ...NOTHING, userErrors: checked };
    const { url } = checked.facts as { readonly url?: string };
    try {
      if (url !== undefined) this.addresses.check(url);
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      return { ...NOTHING, userErrors: [refuseAlert('ALERT_ADDRESS_REFUSED', 'url', error.message)] };
    }
    // Left out by a declaration: the server chooses it.
    const facts = { endpointId: v7(), ...checked.facts } as F;
    const answer = await this.recording.finish(act(facts, { recordedBy: actor.identity, correlationId }));
    if (answer.recorded === null) return { ...NOTHING, userErrors: answer.refusals };
    const { alerts, position, replayed, secret } = answer.recorded;
    const endpoint = alerts.endpoints.get(facts.endpointId);
    return {
      endpoint: endpoint === undefined ? null : served(endpoint),
      ...{ secret, position: tokenOf(position), replayed, userErrors: [] },
    };
  }
}

const served = ({ endpointId, host, form, at, by, previousUntil }: Endpoint): AlertEndpoint => ({
  ...{ endpointId, host, form, by, since: at, previousSecretUntil: previousUntil },
});

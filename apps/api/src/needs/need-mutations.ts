import { CommandBus } from '@nestjs/cqrs';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Views } from '#read-models';
import { needFulfilmentBegun, needStepTaken, normalId, refuse, type Refusal } from '#relationship';
import { needInput } from '../schema/contact-input.js';
import { NOW } from '../clocks/vantages.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { tokenOf } from '../edge/graphql/read-position.js';
import { LookUp } from '../relationships/look-up.js';
import { Relationships } from '../relationships/relationships.js';
import { FulfilNeed, TakeNeedStep } from './need-commands.js';
import { FulfilNeedPayload, TakeNeedStepPayload } from './need-payloads.js';
import { Need } from './need.type.js';
import { Allowed, FULFIL, RECORD } from '../edge/auth/rights.js';
import { Visibility } from '../visibility/visibility.js';
import type { Actor } from '#access';

const TakeNeedStepInput = needInput(needStepTaken);
const FulfilNeedInput = needInput(needFulfilmentBegun);

@Resolver()
export class NeedMutations {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly relationships: Relationships,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(RECORD)
  @Mutation(() => TakeNeedStepPayload, { description: needStepTaken.says })
  async takeNeedStep(
    @Args('input', { type: () => TakeNeedStepInput }) input: object,
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<TakeNeedStepPayload> {
    const unseen = await this.unseen(actor, input);
    if (unseen !== null) return { step: null, need: null, replayed: false, position: null, userErrors: [unseen] };
    const { recorded, refusals } = await this.commands.execute(new TakeNeedStep(input, actor, correlationId));
    if (recorded === null) return { step: null, need: null, replayed: false, position: null, userErrors: refusals };
    const { fact, replayed } = recorded;
    const position = tokenOf(recorded.position);
    const { id: stepId, at: occurredAt, recordedBy } = fact;
    const { step, owner = null, needId } = fact.data;
    const taken = { stepId, step, owner, occurredAt, recordedBy };
    return { step: taken, need: await this.need(actor, needId), replayed, position, userErrors: [] };
  }

  @Allowed(FULFIL)
  @Mutation(() => FulfilNeedPayload, { description: needFulfilmentBegun.says })
  async fulfilNeed(
    @Args('input', { type: () => FulfilNeedInput }) input: object,
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<FulfilNeedPayload> {
    const nothing = { fulfilment: null, need: null, contacts: [], skipped: [], replayed: false, position: null };
    const unseen = await this.unseen(actor, input);
    if (unseen !== null) return { ...nothing, userErrors: [unseen] };
    const { recorded, refusals } = await this.commands.execute(new FulfilNeed(input, actor, correlationId));
    if (recorded === null) return { ...nothing, userErrors: refusals };
    const { fact, replayed, contacts, skipped } = recorded;
    const { id: fulfilmentId, at: occurredAt, recordedBy } = fact;
    const { change = null, needId } = fact.data;
    const seen = await this.visibility.customersOf(actor);
    const isSeen = (customerId: string) => seen === null || seen.includes(customerId);
    const lookUp = new LookUp(this.relationships, NOW);
    return {
      fulfilment: { fulfilmentId, change, occurredAt, recordedBy, done: true },
      need: await this.need(actor, needId),
      contacts: contacts.filter(({ data }) => isSeen(data.customerId)).map((contact) => lookUp.contact(contact)),
      skipped: skipped.filter(({ customerId }) => isSeen(customerId)),
      replayed,
      position: tokenOf(recorded.position),
      userErrors: [],
    };
  }

  /** A need that nobody asked for whom the caller sees is answered as one that does not exist; and a step has an owner in sight. */
  private async unseen(actor: Actor, input: object): Promise<Refusal | null> {
    const sight = await this.visibility.of(actor);
    if (sight.isOfAll) return null;
    const { needId, owner } = input as { readonly needId?: unknown; readonly owner?: unknown };
    const isSeen = typeof needId !== 'string' || (await this.views.need(normalId(needId), sight.scope)) !== null;
    if (!isSeen) return refuse('NEED_UNKNOWN', 'needId');
    return typeof owner === 'string' && !sight.includes(owner) ? refuse('OWNER_NOT_IN_PORTFOLIO', 'owner') : null;
  }

  private async need(actor: Actor, needId: string): Promise<Need | null> {
    const { scope } = await this.visibility.of(actor);
    const row = await this.views.need(needId, scope);
    return row === null ? null : new Need(row, scope);
  }
}

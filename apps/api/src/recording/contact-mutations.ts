import { CommandBus } from '@nestjs/cqrs';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { CATALOG, type ContactDefinition } from '#relationship';
import { NOW } from '../clocks/vantages.js';
import { Allowed } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { LookUp } from '../relationships/look-up.js';
import { Relationships } from '../relationships/relationships.js';
import { contactInput } from '../schema/contact-input.js';
import { nothingRecorded, type ContactPayload } from './contact-payload.js';
import { correctedBy } from './corrected-by.js';
import { contactPayload, type ContactPayloadClass } from './contact-payload-types.js';
import { RecordContact } from './record-contact.js';
import { rightToRecord } from './right-to-record.js';

/**
 * One mutation for each contact of the catalog, added at run time: they differ only in name, input and payload, so a new
 * contact needs no code here.
 */
@Resolver()
export class ContactMutations {
  constructor(
    private readonly commands: CommandBus,
    private readonly relationships: Relationships,
  ) {}

  async record(
    Payload: ContactPayloadClass,
    command: { readonly type: string; readonly input: object },
    { actor, correlationId }: RequestContext,
  ): Promise<ContactPayload> {
    const { type, input } = command;
    const { recorded, refusals } = await this.commands.execute(new RecordContact(type, input, actor, correlationId));
    const lookUp = new LookUp(this.relationships, NOW);
    const { find } = lookUp;
    if (recorded === null) return new Payload(nothingRecorded(refusals), find);
    const { replayed, position } = recorded;
    const contact = lookUp.contact(recorded.contact);
    const { id, data } = recorded.contact;
    const correction = () => correctedBy([id], () => find(data.customerId), this.relationships);
    return new Payload({ contact, replayed, position, refusals, correction }, find);
  }
}

/** Adds the method and applies the decorators that a hand-written method would have. */
function addMutation(definition: ContactDefinition, name: string): void {
  const target = ContactMutations.prototype;
  const { type, says: description } = definition;
  const inputClass = contactInput(definition);
  const payloadClass = contactPayload(type, name);
  const method = {
    configurable: true,
    value(this: ContactMutations, input: object, context: RequestContext) {
      return this.record(payloadClass, { type, input }, context);
    },
  };
  Object.defineProperty(target, name, method);
  Reflect.defineMetadata('design:paramtypes', [inputClass, Object], target, name);
  Args('input', { type: () => inputClass })(target, name, 0);
  Context()(target, name, 1);
  Mutation(() => payloadClass, { description })(target, name, method);
  Allowed(rightToRecord(definition.type))(target, name, method);
}

for (const definition of CATALOG) if (definition.mutation !== null) addMutation(definition, definition.mutation);

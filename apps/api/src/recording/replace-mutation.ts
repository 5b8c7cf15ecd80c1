import { CommandBus } from '@nestjs/cqrs';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { refuse, type Refusal } from '#relationship';
import { NOW } from '../clocks/vantages.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { LookUp } from '../relationships/look-up.js';
import { Relationships } from '../relationships/relationships.js';
import { nothingRecorded } from './contact-payload.js';
import { correctedBy } from './corrected-by.js';
import { ReplaceContactPayload } from './replace-contact-payload.js';
import { ReplaceContact } from './replace-contact.js';
import { givenIn, ReplaceContactInput } from './replacement-input.js';
import { Allowed, RECORD } from '../edge/auth/rights.js';

@Resolver()
export class ReplaceMutation {
  constructor(
    private readonly commands: CommandBus,
    private readonly relationships: Relationships,
  ) {}

  @Allowed(RECORD)
  @Mutation(() => ReplaceContactPayload, {
    description:
      'A contact was recorded wrongly: it is retracted, and the corrected contact is recorded in its place. Both are recorded, or neither.',
  })
  async replaceContact(
    @Args('input', { type: () => ReplaceContactInput }) { contactId, reason = null, contact }: ReplaceContactInput,
    @Context() { actor, correlationId }: RequestContext,
  ): Promise<ReplaceContactPayload> {
    const lookUp = new LookUp(this.relationships, NOW);
    const { find } = lookUp;
    const refusedWith = (refusals: readonly Refusal[]) =>
      new ReplaceContactPayload(null, nothingRecorded(refusals), find);
    const given = givenIn(contact);
    if ('code' in given) return refusedWith([given]);
    const { path, ...wanted } = given;
    const command = new ReplaceContact(contactId, reason, wanted, actor, correlationId);
    const { recorded, refusals } = await this.commands.execute(command);
    if (recorded === null) return refusedWith(refusals.map((refusal) => placed(refusal, path)));
    const { replaced, retraction, contact: after, replayed, position } = recorded;
    const correction = () =>
      correctedBy([retraction.id, after.id], () => find(after.data.customerId), this.relationships);
    return new ReplaceContactPayload(
      { retracted: lookUp.contact(replaced), before: replaced, after },
      { contact: lookUp.contact(after), replayed, position, refusals, correction },
      find,
    );
  }
}

/** The log names the contact "contact"; the input has it under the name of its mutation. */
const placed = ({ code, field, message }: Refusal, path: string): Refusal =>
  refuse(code, field?.replace(/^contact(?=\.|$)/, path) ?? null, message);

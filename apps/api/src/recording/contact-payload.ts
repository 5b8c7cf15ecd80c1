import { Field, InterfaceType } from '@nestjs/graphql';
import type { Position } from '#event-store';
import type { Refusal } from '#relationship';
import { POSITION_SAYS, tokenOf } from '../edge/graphql/read-position.js';
import { Relationship } from '../relationships/relationship.type.js';
import { UserError } from '../schema/user-error.js';
import { Contact } from '../relationships/contact.type.js';
import type { CorrectedTrust } from './corrected-trust.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

export const CONTACT_SAYS = 'The recorded contact; null if nothing was recorded.';

export const CORRECTION_SAYS =
  'What the correction changed in trust; null if nothing was recorded, or if the relationship is not open any more.';

export const nothingRecorded = (refusals: readonly Refusal[]) => ({
  contact: null,
  replayed: false,
  position: null,
  refusals,
});

/** The result of recording a contact. */
@InterfaceType('ContactPayload', { description: 'The result of every mutation that records a contact.' })
export abstract class ContactPayload {
  constructor(
    private readonly result: {
      readonly contact: Contact | null;
      readonly replayed: boolean;
      readonly position: Position | null;
      readonly refusals: readonly Refusal[];
      /** What the contact corrected; left out where it corrects nothing. */
      readonly correction?: () => Promise<CorrectedTrust | null>;
    },
    private readonly find: (customerId: string) => Promise<Relationship | null>,
  ) {}

  @Allowed(READ)
  @Field(() => Contact, { nullable: true, description: CONTACT_SAYS })
  get contact(): Contact | null {
    return this.result.contact;
  }

  @Allowed(READ)
  @Field(() => Relationship, {
    nullable: true,
    description: 'The relationship now, with the new contact included; null if nothing was recorded.',
  })
  get relationship(): Promise<Relationship | null> | null {
    const { contact } = this.result;
    return contact === null ? null : this.find(contact.recorded.data.customerId);
  }

  @Allowed(READ)
  @Field(() => Boolean, { description: 'True if it was already recorded, so this call added nothing.' })
  get replayed(): boolean {
    return this.result.replayed;
  }

  @Allowed(READ)
  @Field(() => String, { nullable: true, description: POSITION_SAYS })
  get position(): string | null {
    return tokenOf(this.result.position);
  }

  /** A field only of the payloads of corrections; see CORRECTION_SAYS. */
  get trust(): Promise<CorrectedTrust | null> | null {
    return this.result.correction?.() ?? null;
  }

  @Allowed(READ)
  @Field(() => [UserError], { description: 'Why it was not recorded; empty if it was.' })
  get userErrors(): readonly UserError[] {
    return this.result.refusals;
  }
}

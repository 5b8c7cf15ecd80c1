import { Field, ObjectType } from '@nestjs/graphql';
import { changedFacts, type ChangedFact as Changed, type RecordedContact } from '#relationship';
import { Contact } from '../relationships/contact.type.js';
import { ContactPayload, CORRECTION_SAYS } from './contact-payload.js';
import { CorrectedTrust } from './corrected-trust.type.js';
import { Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'A fact that the replaced contact and the corrected one state differently.' })
export class ChangedFact {
  constructor(private readonly changed: Changed) {}

  @Field(() => String, { description: 'The name of the fact, as in the input.' })
  get fact(): string {
    return this.changed.fact;
  }
  @Field(() => Boolean, { description: 'Whether its values are personal text.' })
  get personal(): boolean {
    return this.changed.isPersonal;
  }
  @Allowed(READ_TEXT)
  @Field(() => String, {
    nullable: true,
    description: 'What the replaced contact states; objects and lists as JSON. Null if it states nothing.',
  })
  get before(): string | null {
    return textOf(this.changed.before);
  }
  @Allowed(READ_TEXT)
  @Field(() => String, {
    nullable: true,
    description: 'What the corrected contact states; objects and lists as JSON. Null if it states nothing.',
  })
  get after(): string | null {
    return textOf(this.changed.after);
  }
}

const textOf = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

@Allowed(READ)
@ObjectType({ implements: () => [ContactPayload], description: 'The result of `replaceContact`.' })
export class ReplaceContactPayload extends ContactPayload {
  constructor(
    /** The replaced contact as served, and both decrypted; null if nothing was recorded. */
    private readonly replacement: {
      readonly retracted: Contact;
      readonly before: RecordedContact;
      readonly after: RecordedContact;
    } | null,
    ...payload: ConstructorParameters<typeof ContactPayload>
  ) {
    super(...payload);
  }

  @Field(() => Contact, {
    nullable: true,
    description: 'The replaced contact, which is retracted now; null if nothing was recorded.',
  })
  get retracted(): Contact | null {
    return this.replacement?.retracted ?? null;
  }

  @Field(() => [ChangedFact], {
    description:
      'What the corrected contact states otherwise, in the order of its facts; empty if nothing was recorded.',
  })
  get changed(): readonly ChangedFact[] {
    if (this.replacement === null) return [];
    const { before, after } = this.replacement;
    return changedFacts(before, after).map((each) => new ChangedFact(each));
  }

  @Field(() => CorrectedTrust, { nullable: true, description: CORRECTION_SAYS })
  override get trust(): Promise<CorrectedTrust | null> | null {
    return super.trust;
  }
}

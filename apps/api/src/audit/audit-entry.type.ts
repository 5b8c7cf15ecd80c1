import { Field, ID, ObjectType } from '@nestjs/graphql';
import { AUDIT_ACTS, ROLES, type ListedEntry } from '#access';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';

export const ActEnum = registerEnum('AuditAct', AUDIT_ACTS, 'What is noted in the audit trail.', {
  SIGNED_IN: 'A token was used for the first time in an hour, or on a new socket.',
  REFUSED: 'A wrong token, or what the role may not do.',
  CHANGED: 'A mutation ran; whether it recorded anything is in the log.',
  READ: 'A query ran or a subscription began. Only noted with AUDIT_READS.',
});
const RoleEnum = registerEnum('Role', ROLES, 'What somebody may do; docs/rights.md has all of it.');

@Allowed(ADMINISTER)
@ObjectType({
  description: 'An entry of the audit trail. It holds no personal text. Entries are never changed nor removed.',
})
export class AuditEntry implements ListedEntry {
  @Field(() => ID, { description: 'Rises with each entry; send the last one as `before` to read on.' })
  readonly entryId!: number;
  @Field(() => DateTime, { description: 'When.' })
  readonly at!: number;
  @Field(() => ActEnum, { description: 'What was done.' })
  readonly act!: ListedEntry['act'];
  @Field(() => String, { nullable: true, description: 'Who, from the token; null if nobody was let in.' })
  readonly identity!: string | null;
  @Field(() => RoleEnum, { nullable: true, description: 'In which role; null if nobody was let in.' })
  readonly role!: ListedEntry['role'];
  @Field(() => String, {
    description:
      'The root field that ran. Of a refusal, the fields or the route that the role may not use, with spaces between; empty where a token was wrong.',
  })
  readonly what!: string;
  @Field(() => ID, { nullable: true, description: 'The customer that the arguments named; null if none, or several.' })
  readonly customerId!: string | null;
  @Field(() => String, { nullable: true, description: 'The code with which it was refused; null if it was not.' })
  readonly code!: string | null;
}

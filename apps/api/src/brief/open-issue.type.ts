import { Field, ID, ObjectType } from '@nestjs/graphql';
import { isA, issueReported, type Issue } from '#relationship';
import { Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';
import { Contact } from '../relationships/contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { factEnum } from '../schema/field-type.js';

@Allowed(READ)
@ObjectType({ description: 'An issue that is not resolved.' })
export class OpenIssue {
  constructor(
    private readonly issue: Issue,
    contact: Contact,
  ) {
    this.contact = contact;
  }

  @Field(() => Contact, { description: 'The contact that reported it.' })
  readonly contact: Contact;

  @Field(() => ID, { description: 'The issue.' })
  get issueId(): string {
    return this.issue.issueId;
  }

  @Allowed(READ_TEXT)
  @Field(() => String, {
    nullable: true,
    description: 'What is wrong, in one line; null if nobody wrote it down, "[erased]" if the customer was erased.',
  })
  get title(): string | null {
    const { opened } = this.contact;
    return isA(opened, issueReported) ? (opened.data.title ?? null) : null;
  }

  @Field(() => factEnum('IssueReported', 'severity'), { description: 'How much it hinders the customer.' })
  get severity(): string {
    return this.issue.severity;
  }

  @Field(() => String, { nullable: true, description: 'The service it concerns; null if not given.' })
  get service(): string | null {
    return this.issue.service;
  }

  @Field(() => DateTime, { description: 'When it was reported.' })
  get reportedAt(): number {
    return this.issue.reportedAt;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When we first told the customer of it; null if we have not, or if they told us.',
  })
  get toldAt(): number | null {
    return this.issue.toldAt;
  }
}

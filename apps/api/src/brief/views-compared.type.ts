import { Field, ObjectType } from '@nestjs/graphql';
import { compareViews, retrospectiveHeld, type ViewsCompared as Compared } from '#relationship';
import type { Contact } from '../relationships/contact.type.js';
import { Allowed, READ_TEXT } from '../edge/auth/rights.js';

@Allowed(READ_TEXT)
@ObjectType({
  description:
    'Both views of a retrospective, point by point. A point is a line or a sentence; two points are the same if their words are the same. What only one side saw is worth talking about.',
})
export class ViewsCompared {
  @Field(() => [String], { description: 'What only we saw.' })
  readonly onlyWeSaw!: readonly string[];
  @Field(() => [String], { description: 'What only the customer saw.' })
  readonly onlyTheySaw!: readonly string[];
  @Field(() => [String], { description: 'What both saw, in our words.' })
  readonly bothSaw!: readonly string[];
}

/** @returns null if it is not a retrospective, lacks a view, or belongs to an erased customer */
export function viewsComparedIn(contact: Contact): Compared | null {
  const held = contact.isReadable ? contact.as(retrospectiveHeld) : null;
  if (held === null) return null;
  const { providerView, customerView } = held.data;
  return providerView === undefined || customerView === undefined ? null : compareViews(providerView, customerView);
}

import { Field, ObjectType } from '@nestjs/graphql';
import { compareViews, retrospectiveHeld, type ViewsCompared as Compared } from '#relationship';
import type { Contact } from '../relationships/contact.type.js';

@ObjectType({
  description:
    'Both views of a retrospective, point by point. A point is a line or a sentence; two are the same where their words are. What only one side saw is worth talking about.',
})
export class ViewsCompared {
  @Field(() => [String], { description: 'What only we saw.' })
  readonly onlyWeSaw!: readonly string[];
  @Field(() => [String], { description: 'What only the customer saw.' })
  readonly onlyTheySaw!: readonly string[];
  @Field(() => [String], { description: 'What both saw, in our words.' })
  readonly bothSaw!: readonly string[];
}

/** Null where it is no retrospective, does not hold both views, or can be read no longer. */
export function viewsComparedIn(contact: Contact): Compared | null {
  const held = contact.isReadable ? contact.as(retrospectiveHeld) : null;
  if (held === null) return null;
  const { providerView, customerView } = held.data;
  return providerView === undefined || customerView === undefined ? null : compareViews(providerView, customerView);
}

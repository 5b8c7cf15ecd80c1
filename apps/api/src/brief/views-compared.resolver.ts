import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ViewsCompared as Compared } from '#relationship';
import { contactTypeOf } from '../relationships/contact-types.js';
import type { Contact } from '../relationships/contact.type.js';
import { ViewsCompared, viewsComparedIn } from './views-compared.type.js';

@Resolver(() => contactTypeOf('RetrospectiveHeld'))
export class ViewsComparedResolver {
  @ResolveField(() => ViewsCompared, {
    nullable: true,
    description:
      'What only the customer saw and what only we saw. Null if a view is missing or the customer was erased.',
  })
  viewsCompared(@Parent() contact: Contact): Compared | null {
    return viewsComparedIn(contact);
  }
}

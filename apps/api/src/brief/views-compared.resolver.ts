import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ViewsCompared as Compared } from '#relationship';
import { Contact } from '../relationships/contact.type.js';
import { ViewsCompared, viewsComparedIn } from './views-compared.type.js';

@Resolver(() => Contact)
export class ViewsComparedResolver {
  @ResolveField(() => ViewsCompared, {
    nullable: true,
    description:
      'RetrospectiveHeld: what only they saw and what only we saw. Null on all other contacts, and where not both views are on record.',
  })
  viewsCompared(@Parent() contact: Contact): Compared | null {
    return viewsComparedIn(contact);
  }
}

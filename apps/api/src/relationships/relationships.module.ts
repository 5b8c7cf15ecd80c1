import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { ContactsResolver } from './contacts.resolver.js';
import { RelationshipCountsResolver } from './relationship-counts.resolver.js';
import { RelationshipsResolver } from './relationships.resolver.js';
import { HelpResolver } from './help.resolver.js';
import { Relationships } from './relationships.js';

/** Relationships, their trust and their contacts: one by one, and in lists. */
@Module({
  imports: [ClocksModule],
  providers: [HelpResolver, Relationships, RelationshipsResolver, RelationshipCountsResolver, ContactsResolver],
  exports: [Relationships],
})
export class RelationshipsModule {}

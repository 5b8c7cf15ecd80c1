import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { ContactRecordedResolver } from './contact-recorded.resolver.js';
import { RecordedContacts } from './recorded-contacts.js';
import { Replays } from './replays.js';
import { TrustChangedResolver } from './trust-changed.resolver.js';
import { TrustChanges } from './trust-changes.js';

/** Subscriptions: recorded contacts, and changes of trust. */
@Module({
  imports: [ClocksModule, RelationshipsModule],
  providers: [RecordedContacts, Replays, ContactRecordedResolver, TrustChanges, TrustChangedResolver],
})
export class LiveModule {}

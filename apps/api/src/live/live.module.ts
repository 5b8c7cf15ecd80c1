import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { AssessedChanges } from './assessed-changes.js';
import { RelationshipsConcerned } from './concerned.js';
import { ContactRecordedResolver } from './contact-recorded.resolver.js';
import { NewestChanges } from './newest-changes.js';
import { RecordedFacts } from './recorded-facts.js';
import { Replays } from './replays.js';
import { Starts } from './starts.js';
import { TrustChangedResolver } from './trust-changed.resolver.js';
import { TrustChanges } from './trust-changes.js';

/** Subscriptions: recorded contacts, and changes of trust. */
@Module({
  imports: [ClocksModule, RelationshipsModule],
  providers: [
    RecordedFacts,
    AssessedChanges,
    RelationshipsConcerned,
    Replays,
    Starts,
    ContactRecordedResolver,
    TrustChanges,
    NewestChanges,
    TrustChangedResolver,
  ],
  exports: [RecordedFacts, AssessedChanges, RelationshipsConcerned],
})
export class LiveModule {}

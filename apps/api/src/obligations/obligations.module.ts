import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { ObligationsResolver } from './obligations.resolver.js';
import { Obligations } from './obligations.js';
import { PromiseForecasts } from './promise-forecasts.js';
import { OwedInRelationshipResolver } from './owed-in-relationship.resolver.js';

/** What is owed: the worklist, and the obligations of one relationship. */
@Module({
  imports: [ClocksModule, RelationshipsModule],
  providers: [Obligations, PromiseForecasts, ObligationsResolver, OwedInRelationshipResolver],
  exports: [Obligations, PromiseForecasts],
})
export class ObligationsModule {}

import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { StressTestResolver } from './stress-test.resolver.js';
import { StressedRelationshipResolver } from './stressed-relationship.resolver.js';

/** Stress tests: what a hypothetical would do to all relationships, and the fewest calls that help. */
@Module({
  imports: [ClocksModule, RelationshipsModule],
  providers: [StressTestResolver, StressedRelationshipResolver],
})
export class StressModule {}

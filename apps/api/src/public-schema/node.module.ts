import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { StakeholdersModule } from '../stakeholders/stakeholders.module.js';
import { NodeResolver } from './node.resolver.js';

/** Anything with a global id, found by it. */
@Module({
  imports: [RelationshipsModule, ObligationsModule, StakeholdersModule],
  providers: [NodeResolver],
})
export class NodeModule {}

import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { StakeholdersModule } from '../stakeholders/stakeholders.module.js';
import { NodeResolver } from './node.resolver.js';

/** Finds any node by its global id. */
@Module({
  imports: [RelationshipsModule, ObligationsModule, StakeholdersModule],
  providers: [NodeResolver],
})
export class NodeModule {}

import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { StakeholdersModule } from '../stakeholders/stakeholders.module.js';
import { NodeResolver } from './node.resolver.js';
import { ClocksModule } from '../clocks/clocks.module.js';

/** Finds any node by its global id. */
@Module({
  imports: [ClocksModule, RelationshipsModule, ObligationsModule, StakeholdersModule],
  providers: [NodeResolver],
})
export class NodeModule {}

import { Module } from '@nestjs/common';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { StakeholdersResolver } from './stakeholders.resolver.js';
import { Stakeholders } from './stakeholders.js';

/** The people at a customer, and how account managers feel about a relationship. */
@Module({
  imports: [RelationshipsModule],
  providers: [Stakeholders, StakeholdersResolver],
  exports: [Stakeholders],
})
export class StakeholdersModule {}

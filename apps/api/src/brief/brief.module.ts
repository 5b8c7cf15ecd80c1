import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { StakeholdersModule } from '../stakeholders/stakeholders.module.js';
import { BriefResolver } from './brief.resolver.js';
import { Briefing } from './briefing.js';
import { OpenIssuesResolver } from './open-issues.resolver.js';
import { OpenPromiseResolver } from './open-promise.resolver.js';
import { ViewsComparedResolver } from './views-compared.resolver.js';

/** The brief: what to know before calling a customer. */
@Module({
  imports: [RelationshipsModule, ObligationsModule, StakeholdersModule],
  providers: [Briefing, BriefResolver, OpenIssuesResolver, OpenPromiseResolver, ViewsComparedResolver],
})
export class BriefModule {}

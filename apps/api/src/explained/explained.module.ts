import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { CandidatesResolver } from './candidates/candidates.resolver.js';
import { ModelComparisonResolver } from './comparison/model-comparison.resolver.js';
import { TrustDifferenceResolver } from './difference/trust-difference.resolver.js';
import { TrustHistoryResolver } from './history/trust-history.resolver.js';
import { WhatIfResolver } from './what-if/what-if.resolver.js';

/** Explains trust: over time, between two times, under other models, and with hypothetical contacts. */
@Module({
  imports: [ClocksModule, RelationshipsModule, ObligationsModule],
  providers: [
    TrustHistoryResolver,
    TrustDifferenceResolver,
    ModelComparisonResolver,
    CandidatesResolver,
    WhatIfResolver,
  ],
})
export class ExplainedModule {}

import { Module } from '@nestjs/common';
import { HealthModule } from '../edge/health/health.module.js';
import { MetricsModule } from '../edge/metrics/metrics.module.js';
import { Feeds } from './feeds.js';
import { FedRelationshipResolver, FeedsResolver, ObligationFeedResolver } from './feeds.resolver.js';

/** Sources that are fed again and again: how new what they brought is, and what rests on one that is stale. */
@Module({
  imports: [HealthModule, MetricsModule],
  providers: [Feeds, FeedsResolver, FedRelationshipResolver, ObligationFeedResolver],
})
export class SourcesModule {}

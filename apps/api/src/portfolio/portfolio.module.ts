import { Module } from '@nestjs/common';
import { MetricsModule } from '../edge/metrics/metrics.module.js';
import { VisibilityModule } from '../visibility/visibility.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { AssignPortfolioHandler } from './assign-portfolio.js';
import { PortfolioResolver } from './portfolio.resolver.js';

/** Hands over all relationships of one account manager to another. */
@Module({
  imports: [MetricsModule, RecordingModule, VisibilityModule],
  providers: [PortfolioResolver, AssignPortfolioHandler],
})
export class PortfolioModule {}

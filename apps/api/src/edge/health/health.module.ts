import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { Health } from './health.js';
import { HealthController } from './health.controller.js';
import { LogAndViews } from './log-and-views.js';

/** The probes, and the registry of what is wrong. */
@Module({
  imports: [MetricsModule],
  controllers: [HealthController],
  providers: [Health, LogAndViews],
  exports: [Health],
})
export class HealthModule {}

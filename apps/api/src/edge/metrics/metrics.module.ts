import { Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { MetricsRoute } from './metrics-route.js';

/** What Prometheus reads. */
@Module({ providers: [Metrics, MetricsRoute], exports: [Metrics] })
export class MetricsModule {}

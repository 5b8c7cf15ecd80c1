import { Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { MetricsRoute } from './metrics-route.js';

/** The metrics for Prometheus. */
@Module({ providers: [Metrics, MetricsRoute], exports: [Metrics] })
export class MetricsModule {}

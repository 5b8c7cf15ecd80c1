import { Module } from '@nestjs/common';
import { BookMetrics } from './book-metrics.js';
import { Metrics } from './metrics.js';
import { MetricsRoute } from './metrics-route.js';

/** The metrics for Prometheus. */
@Module({ providers: [Metrics, MetricsRoute, BookMetrics], exports: [Metrics] })
export class MetricsModule {}

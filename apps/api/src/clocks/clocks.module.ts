import { Module } from '@nestjs/common';
import { FreshnessOfViews } from '../schema/freshness.js';
import { AsOfQueries } from './views-as-of.js';
import { Vantages } from './vantages.js';
import { VisibilityModule } from '../visibility/visibility.module.js';

/** Resolves the time and the model of a query, and finds the views that answer it. */
@Module({
  imports: [VisibilityModule],
  providers: [Vantages, AsOfQueries, FreshnessOfViews],
  exports: [VisibilityModule, Vantages, AsOfQueries, FreshnessOfViews],
})
export class ClocksModule {}

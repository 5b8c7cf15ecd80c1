import { Module } from '@nestjs/common';
import { FreshnessOfViews } from '../schema/freshness.js';
import { AsOfQueries } from './views-as-of.js';
import { Vantages } from './vantages.js';

/** Which time, and which model, a question is about, and the views that answer it. */
@Module({
  providers: [Vantages, AsOfQueries, FreshnessOfViews],
  exports: [Vantages, AsOfQueries, FreshnessOfViews],
})
export class ClocksModule {}

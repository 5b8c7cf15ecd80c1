import { Module } from '@nestjs/common';
import { FreshnessOfViews } from '../schema/freshness.js';
import { Readings } from './reading.js';
import { Vantages } from './vantages.js';

/** Which time, and which model, a question is about, and the views that answer it. */
@Module({
  providers: [Vantages, Readings, FreshnessOfViews],
  exports: [Vantages, Readings, FreshnessOfViews],
})
export class ClocksModule {}

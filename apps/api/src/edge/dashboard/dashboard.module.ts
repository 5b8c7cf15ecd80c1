import { Module } from '@nestjs/common';
import { DashboardRoute } from './dashboard-route.js';

/** The dashboard at `/`. */
@Module({ providers: [DashboardRoute] })
export class DashboardModule {}

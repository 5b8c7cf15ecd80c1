import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { AlertRulesResolver } from './alert-rules.resolver.js';
import { DeliveriesResolver } from './deliveries.resolver.js';
import { EndpointsResolver } from './endpoints.resolver.js';
import { FoundAlerts } from './found-alerts.js';
import { ScoreDrops } from './score-drops.js';

/** Alerts: which endpoints and rules there are, what the rules find, and what was delivered. */
@Module({
  imports: [LiveModule, RecordingModule, RelationshipsModule],
  providers: [EndpointsResolver, AlertRulesResolver, DeliveriesResolver, FoundAlerts, ScoreDrops],
  exports: [FoundAlerts, LiveModule],
})
export class AlertsModule {}

import { Module, type DynamicModule } from '@nestjs/common';
import { Addresses, Outbox, type SenderOptions } from '#alerting';
import type { Deployment } from '#deployment';
import { Log } from '../config/logging.js';
import { HealthModule } from '../edge/health/health.module.js';
import { Health } from '../edge/health/health.js';
import { Alerting } from './alerting.js';
import { AlertsModule } from './alerts.module.js';
import { FoundAlerts } from './found-alerts.js';
import { RecordedFacts } from '../live/recorded-facts.js';

export type AlertingParts = {
  readonly deployment: Deployment;
  readonly outbox: Outbox;
  readonly addresses: Addresses;
  readonly sending: SenderOptions;
  /** Pause between two rounds; null: no alerts are found or sent. */
  readonly watchEveryMs: number | null;
};

/** Background work: finds what rules watch for, and sends it. */
@Module({})
export class AlertingModule {
  static of({ deployment, outbox, addresses, sending, watchEveryMs }: AlertingParts): DynamicModule {
    const parts = [
      { provide: Outbox, useValue: outbox },
      { provide: Addresses, useValue: addresses },
    ];
    const alerting = {
      provide: Alerting,
      useFactory: (facts: RecordedFacts, found: FoundAlerts, health: Health, log: Log) =>
        new Alerting({ deployment, outbox, addresses, facts, found, health, log }, sending, watchEveryMs ?? 0),
      inject: [RecordedFacts, FoundAlerts, Health, Log],
    };
    return {
      module: AlertingModule,
      global: true,
      imports: [HealthModule, AlertsModule],
      providers: watchEveryMs === null ? parts : [...parts, alerting],
      exports: [Outbox, Addresses],
    };
  }
}

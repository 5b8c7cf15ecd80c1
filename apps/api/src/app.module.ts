import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Addresses, Outbox, SenderOptions } from '#alerting';
import type { Deployment, DocumentLimits, HttpLimits } from '#deployment';
import { AlertingModule } from './alerts/alerting.module.js';
import { BackgroundModule } from './background/background.module.js';
import type { ServedSource } from './config/sources-settings.js';
import { ServedSourcesModule } from './config/sources.module.js';
import { LogModule } from './config/log.module.js';
import type { Log } from './config/logging.js';
import type { Clock } from './deployment/clock.js';
import { DeploymentModule } from './deployment/deployment.module.js';
import type { Callers } from './edge/auth/callers.js';
import { AuditModule } from './edge/audit/audit.module.js';
import { AuthModule } from './edge/auth/auth.module.js';
import { DocumentSettingsModule } from './edge/graphql/document-settings.module.js';
import { DashboardModule } from './edge/dashboard/dashboard.module.js';
import { HealthModule } from './edge/health/health.module.js';
import { HttpModule } from './edge/http/http.module.js';
import { MetricsModule } from './edge/metrics/metrics.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { McpModule } from './mcp/mcp.module.js';
import { FEATURES } from './public-schema/features.js';

/** What the server needs to start. */
export type AppParts = {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly callers: Callers;
  /** Whether reads are noted in the audit trail. */
  readonly auditReads: boolean;
  readonly log: Log;
  readonly http: HttpLimits;
  readonly documents: DocumentLimits;
  readonly sources: readonly ServedSource[];
  /** Pause between two rounds of the watcher; null: the watcher does not run. */
  readonly watchEveryMs: number | null;
  readonly outbox: Outbox;
  /** Where alerts may be sent to. */
  readonly addresses: Addresses;
  readonly sending: SenderOptions;
};

/** The root module: the deployment, the features of the public schema, the endpoints, and the background work. */
@Module({})
export class AppModule {
  static of(parts: AppParts): DynamicModule {
    const { deployment, clock, callers, auditReads, log, http, documents, sources, watchEveryMs } = parts;
    return {
      module: AppModule,
      imports: [
        LogModule.of(log),
        ServedSourcesModule.of(sources),
        DeploymentModule.of(deployment, clock),
        AuthModule.of(callers),
        AuditModule.of(deployment.access.trail, auditReads),
        CqrsModule.forRoot(),
        AlertingModule.of(parts),
        ...FEATURES,
        HealthModule,
        MetricsModule,
        DocumentSettingsModule.of(documents),
        HttpModule.of(http),
        McpModule.of(http),
        DashboardModule,
        InboxModule.of(deployment),
        BackgroundModule.of(deployment, watchEveryMs),
      ],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { Deployment } from '#deployment';
import { Briefing } from './brief/briefing.js';
import type { Clock } from './deployment/clock.js';
import { Readings } from './clocks/reading.js';
import { Vantages } from './clocks/vantages.js';
import { Recording } from './recording/recording.js';
import { RecordContactHandler } from './recording/record-contact.js';
import { RecordedContacts } from './live/recorded-contacts.js';
import { DeploymentModule } from './deployment/deployment.module.js';
import { LeaveToTheEdge } from './edge/errors/leave-to-the-edge.filter.js';
import { HealthController } from './edge/health/health.controller.js';
import { Readiness } from './edge/health/readiness.js';
import { Measuring } from './measures/measuring.js';
import { Metrics } from './edge/metrics/metrics.js';
import { ChangeModelHandler } from './models/change-model.js';
import { FulfilNeedHandler, TakeNeedStepHandler } from './needs/need-commands.js';
import { Obligations } from './obligations/obligations.js';
import { AssignPortfolioHandler } from './portfolio/assign-portfolio.js';
import { Relationships } from './relationships/relationships.js';
import { FreshnessOfViews } from './schema/freshness.js';
import { RESOLVERS } from './public-schema/resolvers.js';
import { Stakeholders } from './stakeholders/stakeholders.js';
import { TrustChanges } from './live/trust-changes.js';

const DOCUMENTS_COMPILED = 256;

/** Mercurius compiles and runs documents; requests reach it through http/ and sockets/, which know the limits and codes. */
const graphql = GraphQLModule.forRoot<MercuriusDriverConfig>({
  driver: MercuriusDriver,
  autoSchemaFile: true,
  routes: false,
  subscription: false,
  ide: false,
  jit: 1,
  cache: DOCUMENTS_COMPILED,
  // Errors are made fit to be seen at the edge, where those that were no field's are too.
  errorFormatter: ({ data, errors }) => ({
    statusCode: 200,
    response: { data: data ?? null, errors: errors ?? undefined },
  }),
});

@Module({})
export class AppModule {
  static of(deployment: Deployment, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [DeploymentModule.of(deployment, clock), CqrsModule.forRoot(), graphql],
      controllers: [HealthController],
      providers: [
        ...RESOLVERS,
        Recording,
        RecordContactHandler,
        TakeNeedStepHandler,
        FulfilNeedHandler,
        AssignPortfolioHandler,
        ChangeModelHandler,
        Relationships,
        Obligations,
        Measuring,
        Stakeholders,
        Briefing,
        TrustChanges,
        RecordedContacts,
        FreshnessOfViews,
        Readings,
        Vantages,
        Readiness,
        Metrics,
        { provide: APP_FILTER, useClass: LeaveToTheEdge },
      ],
    };
  }
}

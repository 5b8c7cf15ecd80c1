import { Module, type DynamicModule } from '@nestjs/common';
import { AlertLog } from '#alerting';
import { ColleagueLog, ContactLog, NeedLog } from '#contact-log';
import type { Deployment } from '#deployment';
import { EventStore } from '#event-store';
import { ModelLog } from '#model-log';
import { Forecasts, Snapshots, Projector, StressDesk, Views } from '#read-models';
import { Clock } from './clock.js';
import { Rehearsals } from './rehearsals.js';

/** The parts of the deployment, for injection. They are opened before Nest starts and closed after Nest has stopped. */
@Module({})
export class DeploymentModule {
  static of(
    {
      log,
      rehearse,
      needs,
      colleagues,
      alerts,
      store,
      views,
      forecasts,
      projector,
      models,
      snapshots,
      stress,
    }: Deployment,
    clock: Clock,
  ): DynamicModule {
    const providers = [
      { provide: ContactLog, useValue: log },
      { provide: NeedLog, useValue: needs },
      { provide: ColleagueLog, useValue: colleagues },
      { provide: AlertLog, useValue: alerts },
      { provide: EventStore, useValue: store },
      { provide: Views, useValue: views },
      { provide: Forecasts, useValue: forecasts },
      { provide: Projector, useValue: projector },
      { provide: ModelLog, useValue: models },
      { provide: Snapshots, useValue: snapshots },
      { provide: StressDesk, useValue: stress },
      { provide: Clock, useValue: clock },
      { provide: Rehearsals, useValue: { log: rehearse } },
    ];
    return { module: DeploymentModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import type { Deployment } from '#deployment';
import { Log } from '../config/logging.js';
import { HealthModule } from '../edge/health/health.module.js';
import { Readiness } from '../edge/health/readiness.js';
import { Projecting } from './projecting.js';
import { Watching } from './watching.js';

/** What a server does by itself, without a request. */
@Module({})
export class BackgroundModule {
  /** @param watchEveryMs pause between two looks at what time brought about; null for never */
  static of(deployment: Deployment, watchEveryMs: number | null): DynamicModule {
    const watching = {
      provide: Watching,
      useFactory: (readiness: Readiness, log: Log) => new Watching(deployment, readiness, log, watchEveryMs ?? 0),
      inject: [Readiness, Log],
    };
    return {
      module: BackgroundModule,
      imports: [HealthModule],
      providers: watchEveryMs === null ? [Projecting] : [Projecting, watching],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import type { Deployment } from '#deployment';
import { Log } from '../config/logging.js';
import { HealthModule } from '../edge/health/health.module.js';
import { Health } from '../edge/health/health.js';
import { MissingKeys } from './missing-keys.js';
import { Projecting } from './projecting.js';
import { Replacing } from './replacing.js';
import { Watching } from './watching.js';

/** Background work: projects events into the views, puts rebuilt ones into place, and records what time alone causes. */
@Module({})
export class BackgroundModule {
  /** @param watchEveryMs pause between two rounds of the watcher; null: the watcher does not run */
  static of(deployment: Deployment, watchEveryMs: number | null): DynamicModule {
    const watching = {
      provide: Watching,
      useFactory: (health: Health, log: Log) => new Watching(deployment, health, log, watchEveryMs ?? 0),
      inject: [Health, Log],
    };
    const replacing = {
      provide: Replacing,
      useFactory: (log: Log) => new Replacing(deployment, log),
      inject: [Log],
    };
    const missingKeys = {
      provide: MissingKeys,
      useFactory: (log: Log) => new MissingKeys(deployment, log),
      inject: [Log],
    };
    const always = [Projecting, replacing, missingKeys];
    return {
      module: BackgroundModule,
      imports: [HealthModule],
      providers: watchEveryMs === null ? always : [...always, watching],
    };
  }
}

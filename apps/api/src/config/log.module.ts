import { Module, type DynamicModule } from '@nestjs/common';
import { Log } from './logging.js';

/** The log of the process, for every module. */
@Module({})
export class LogModule {
  static of(log: Log): DynamicModule {
    return { module: LogModule, global: true, providers: [{ provide: Log, useValue: log }], exports: [Log] };
  }
}

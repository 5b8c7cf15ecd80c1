import { Module, type DynamicModule } from '@nestjs/common';
import type { Callers } from './callers.js';
import { Gate } from './gate.js';

/** Authentication, for HTTP, sockets and metrics. */
@Module({})
export class AuthModule {
  static of(callers: Callers): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [{ provide: Gate, useValue: new Gate(callers) }],
      exports: [Gate],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import type { AdminToken } from './admin-token.js';
import { Gate } from './gate.js';

/** Authentication: one admin token for HTTP, sockets and metrics. */
@Module({})
export class AuthModule {
  static of(token: AdminToken): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [{ provide: Gate, useValue: new Gate(token) }],
      exports: [Gate],
    };
  }
}

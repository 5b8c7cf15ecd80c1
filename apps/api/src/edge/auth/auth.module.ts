import { Module, type DynamicModule } from '@nestjs/common';
import { AdminToken } from './admin-token.js';

/** Authentication: one admin token for HTTP, sockets and metrics. */
@Module({})
export class AuthModule {
  static of(token: AdminToken): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [{ provide: AdminToken, useValue: token }],
      exports: [AdminToken],
    };
  }
}

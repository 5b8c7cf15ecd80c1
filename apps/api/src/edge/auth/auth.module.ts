import { Module, type DynamicModule } from '@nestjs/common';
import { AdminToken } from './admin-token.js';

/** Who may come in: the one token, for every door. */
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

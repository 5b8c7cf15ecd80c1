import { Module, type DynamicModule } from '@nestjs/common';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { GraphqlSockets } from './graphql-sockets.js';
import { Origins } from './origins.js';

/** GraphQL over sockets: subscriptions, and queries and mutations too. */
@Module({})
export class SocketsModule {
  static of(allowedOrigins: readonly string[]): DynamicModule {
    return {
      module: SocketsModule,
      imports: [GraphqlModule, MetricsModule],
      providers: [{ provide: Origins, useValue: new Origins(allowedOrigins) }, GraphqlSockets],
      exports: [GraphqlSockets],
    };
  }
}

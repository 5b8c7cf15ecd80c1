import { Module } from '@nestjs/common';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { GraphqlSockets } from './graphql-sockets.js';

/** GraphQL over sockets: subscriptions, and queries and mutations too. */
@Module({ imports: [GraphqlModule, MetricsModule], providers: [GraphqlSockets], exports: [GraphqlSockets] })
export class SocketsModule {}

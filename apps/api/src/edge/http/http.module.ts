import { Module } from '@nestjs/common';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { GraphqlRoute } from './graphql-route.js';
import { RequestLog } from './request-log.js';
import { Traffic } from './traffic.js';

/** GraphQL over HTTP. */
@Module({ imports: [GraphqlModule, MetricsModule], providers: [Traffic, RequestLog, GraphqlRoute] })
export class HttpModule {}

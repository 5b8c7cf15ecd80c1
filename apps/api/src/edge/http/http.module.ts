import { Module, type DynamicModule } from '@nestjs/common';
import type { HttpLimits } from '#deployment';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { HealthModule } from '../health/health.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { SocketsModule } from '../sockets/sockets.module.js';
import { Answering } from './answering.js';
import { ConnectionLimits, Connections } from './connections.js';
import { EventStreams } from './event-streams.js';
import { GraphqlRoute } from './graphql-route.js';
import { Refusing } from './refusing.js';
import { RequestLog } from './request-log.js';
import { Saturation } from './saturation.js';
import { STOP_DELAY_MS, Stopping } from './stopping.js';

/** GraphQL over HTTP, the limits on connections, and their end. */
@Module({})
export class HttpModule {
  static of({ maxConnections, maxConnectionsPerAddress, stopDelayMs, allowedOrigins }: HttpLimits): DynamicModule {
    const limits: ConnectionLimits = { most: maxConnections, mostFromOneAddress: maxConnectionsPerAddress };
    return {
      module: HttpModule,
      imports: [GraphqlModule, MetricsModule, HealthModule, SocketsModule.of(allowedOrigins)],
      providers: [
        { provide: ConnectionLimits, useValue: limits },
        { provide: STOP_DELAY_MS, useValue: stopDelayMs },
        Connections,
        Saturation,
        Refusing,
        RequestLog,
        EventStreams,
        Answering,
        GraphqlRoute,
        Stopping,
      ],
    };
  }
}

import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { openDeployment } from '#deployment';
import { AppModule } from './app.module.js';
import { AdminToken } from './edge/auth/admin-token.js';
import type { Config } from './config/config.js';
import { Documents } from './edge/graphql/documents.js';
import { Engine } from './edge/graphql/engine.js';
import { Readiness } from './edge/health/readiness.js';
import { graphqlRoute } from './edge/http/graphql-route.js';
import { Traffic } from './edge/http/traffic.js';
import { nestLogger, openLog, traceOf } from './config/logging.js';
import { metricsRoute } from './edge/metrics/metrics-route.js';
import { Metrics } from './edge/metrics/metrics.js';
import { graphqlSocket } from './edge/sockets/graphql-socket.js';
import { Repeated } from './watching/repeated.js';
import { rounds } from './watching/rounds.js';

export type RunningApi = {
  /** Address of the GraphQL endpoint, for HTTP; the socket is the same with ws. */
  readonly url: string;
  /** The admin token, where it was made at this start. */
  readonly newToken: string | null;
  /** Lets what is being done finish, then closes everything. */
  stop(): Promise<void>;
};

/** What only tests choose otherwise. */
export type StartOptions = {
  /** The clock, milliseconds since the epoch. */
  readonly now?: () => number;
  /** Pause between two looks at what time brought about; null for never. */
  readonly watchEveryMs?: number | null;
};

const WATCH_EVERY_MS = 1_000;

export async function startApi(
  config: Config,
  { now = Date.now, watchEveryMs = WATCH_EVERY_MS }: StartOptions = {},
): Promise<RunningApi> {
  const log = openLog(config);
  const deployment = await openDeployment(config.storage, now);
  const { projector, models } = deployment;
  await models.shadowShipped();
  const token = AdminToken.load({ adminToken: config.adminToken, dataDir: config.storage.dataDir });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(deployment, { now }),
    new FastifyAdapter(),
    {
      logger: nestLogger(log),
      bodyParser: false,
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  const traffic = new Traffic(fastify);
  const metrics = app.get(Metrics);
  let engine: Engine | null = null;
  graphqlRoute(fastify, { engine: () => engine as Engine, token, traffic, metrics, projector, log });
  metricsRoute(fastify, metrics, token);
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const documents = new Documents(schema);
  engine = new Engine(fastify, documents, log);
  const server = app.getHttpServer();
  const sockets = graphqlSocket(server, { schema, documents, token, projector, log });
  await metrics.begin(sockets.open);
  projector.start({
    failed(error) {
      app.get(Readiness).projectionFailed();
      log.fatal(traceOf(error), 'the views can no longer be kept up');
    },
    interrupted: (error) => log.warn(traceOf(error), 'log or views cannot be reached; it is tried again'),
  });
  await app.listen(config.port, config.host);
  const watching = new Repeated(rounds(deployment, app.get(Readiness)), watchEveryMs ?? 0, (error) =>
    log.error(traceOf(error), 'what time brought about could not be said; it is tried again'),
  );
  if (watchEveryMs !== null) watching.start();
  return {
    url: `http://${hostOf(config.host)}:${(server.address() as AddressInfo).port}/graphql`,
    newToken: token.madeNow,
    async stop() {
      await traffic.end(server, async () => {
        await sockets.close();
        await app.close();
      });
      // It may wait for views that come no more once the projector has stopped.
      await Promise.all([watching.stop(), projector.stop()]);
      await deployment.close();
    },
  };
}

/** IPv6 addresses stand in brackets within a URL. */
const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { openDeployment } from '#deployment';
import { AppModule } from './app.module.js';
import { AdminToken } from './auth/admin-token.js';
import type { Config } from './config/config.js';
import { Documents } from './graphql/documents.js';
import { Engine } from './graphql/engine.js';
import { Readiness } from './health/readiness.js';
import { graphqlRoute } from './http/graphql-route.js';
import { Traffic } from './http/traffic.js';
import { nestLogger, openLog, traceOf } from './logging.js';
import { graphqlSocket } from './sockets/graphql-socket.js';

export type RunningApi = {
  /** Address of the GraphQL endpoint, for HTTP; the socket is the same with ws. */
  readonly url: string;
  /** The admin token, where it was made at this start. */
  readonly newToken: string | null;
  /** Lets what is being done finish, then closes everything. */
  stop(): Promise<void>;
};

/** @param now the clock, milliseconds since the epoch */
export async function startApi(config: Config, now: () => number = Date.now): Promise<RunningApi> {
  const log = openLog(config);
  const deployment = await openDeployment(config.storage, now);
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
  let engine: Engine | null = null;
  graphqlRoute(fastify, { engine: () => engine as Engine, token, traffic, log });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const documents = new Documents(schema);
  engine = new Engine(fastify, documents, log);
  const server = app.getHttpServer();
  const closeSockets = graphqlSocket(server, { schema, documents, token, log });
  deployment.projector.start((error) => {
    app.get(Readiness).projectionFailed();
    log.fatal(traceOf(error), 'the views can no longer be kept up');
  });
  await app.listen(config.port, config.host);
  return {
    url: `http://${hostOf(config.host)}:${(server.address() as AddressInfo).port}/graphql`,
    newToken: token.madeNow,
    async stop() {
      await traffic.end(server, async () => {
        await closeSockets();
        await app.close();
      });
      await deployment.close();
    },
  };
}

/** IPv6 addresses stand in brackets within a URL. */
const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

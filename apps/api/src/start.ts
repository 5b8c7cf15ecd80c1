import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { openDeployment } from '#deployment';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { nestLogger, openLog } from './config/logging.js';
import { AdminToken } from './edge/auth/admin-token.js';

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

/** Opens the stores, then starts Nest on them; a stop closes both in the opposite order. */
export async function startApi(
  config: Config,
  { now = Date.now, watchEveryMs = WATCH_EVERY_MS }: StartOptions = {},
): Promise<RunningApi> {
  const log = openLog(config);
  const deployment = await openDeployment(config.storage, now);
  await deployment.models.shadowShipped();
  const token = AdminToken.load({ adminToken: config.adminToken, dataDir: config.storage.dataDir });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of({ deployment, clock: { now }, token, log, watchEveryMs }),
    new FastifyAdapter(),
    { logger: nestLogger(log), bodyParser: false },
  );
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://${hostOf(config.host)}:${port}/graphql`,
    newToken: token.madeNow,
    async stop() {
      await app.close();
      await deployment.close();
    },
  };
}

/** IPv6 addresses stand in brackets within a URL. */
const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { Addresses, type Resolve, type SenderOptions } from '#alerting';
import { MACHINE_CLOCKS, openDeployment, openOutbox, type Clocks, type Config, type Deployment } from '#deployment';
import { AppModule } from './app.module.js';
import type { ServedSource } from './config/sources-settings.js';
import { nestLogger, openLog } from './config/logging.js';
import { assertPortFree } from './config/port.js';
import { AdminToken } from './edge/auth/admin-token.js';
import { requireDeclaredRoutes } from './edge/auth/routes.js';
import { Callers } from './edge/auth/callers.js';
import { SignedTokens } from './edge/auth/signed-tokens.js';
import { serverOptions, type Patience } from './edge/http/server-options.js';

export type RunningApi = {
  /** Address of the GraphQL endpoint, for HTTP; the socket is the same with ws. */
  readonly url: string;
  /** The admin token if it was made at this start; else null. */
  readonly newToken: string | null;
  /** Stores the digest of a new token, so that the token stays valid. Call it after the token was shown. */
  keepNewToken(): void;
  /** Lets requests under way finish, then closes everything. */
  stop(): Promise<void>;
};

/** Options that only tests set. */
export type StartOptions = {
  /** The clock, milliseconds since the epoch, which may leap; left out: those of the machine. */
  readonly now?: () => number;
  /** Both clocks, in place of `now`. */
  readonly clocks?: Clocks;
  /** Pause between two rounds of the watcher; null: the watcher does not run. */
  readonly watchEveryMs?: number | null;
  /** Gets the opened stores before the server starts. */
  readonly onOpened?: (deployment: Deployment) => void;
  /** How long slow callers are waited for. */
  readonly patience?: Patience;
  /** How alerts are sent, and how the names of their receivers are resolved. */
  readonly sending?: SenderOptions & { readonly resolve?: Resolve };
};

/** All that a server is told when it starts. */
export type ServedConfig = Config & {
  /** Sources that it takes contacts by; left out: none. */
  readonly sources?: readonly ServedSource[];
};

const WATCH_EVERY_MS = 1_000;

/**
 * Opens the stores, then starts Nest on them; a stop closes both in the opposite order.
 * @throws Error that `whyNotStarted` puts into one line
 */
export async function startApi(
  config: ServedConfig,
  { now, clocks, watchEveryMs = WATCH_EVERY_MS, onOpened, patience, sending = {} }: StartOptions = {},
): Promise<RunningApi> {
  await assertPortFree(config);
  const log = openLog(config);
  const deployment = await openDeployment(config.storage, clocks ?? now ?? MACHINE_CLOCKS);
  onOpened?.(deployment);
  const outbox = await openOutbox(config.storage).catch(async (error: unknown) => {
    await deployment.close();
    throw error;
  });
  if (deployment.viewsRebuilt !== null)
    log.warn({ because: deployment.viewsRebuilt }, 'the views did not fit the log: they are rebuilt from it');
  const { customerIds, refused } = deployment.erasedAgain;
  if (customerIds.length + refused.length > 0)
    log.warn(
      { erasedAgain: customerIds.length, refused: refused.length },
      'log or keys come from an older backup: who was erased since then was erased again',
    );
  const token = AdminToken.load({ adminToken: config.adminToken, dataDir: config.storage.dataDir });
  // A clock that does not follow a leap may stand behind; no token is good for longer because of it.
  const machine = clocks?.now ?? now ?? Date.now;
  const latest = () => Math.max(machine(), deployment.clock.now());
  const signed = config.jwt === null ? null : new SignedTokens(config.jwt, latest, log);
  const callers = new Callers(token, deployment.access.tokens, latest, signed);
  const adapter = new FastifyAdapter(serverOptions(patience));
  requireDeclaredRoutes(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of({
      deployment,
      clock: deployment.clock,
      callers,
      auditReads: config.auditReads,
      log,
      http: config.http,
      documents: config.documents,
      sources: config.sources ?? [],
      watchEveryMs,
      outbox,
      addresses: new Addresses(config.alertNetworks, sending.resolve),
      sending,
    }),
    adapter,
    { logger: nestLogger(log), bodyParser: false },
  );
  // Last before listening, so that a start that fails chooses no model.
  await deployment.models.activateOnEmptyLog();
  await deployment.models.shadowShipped();
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://${hostOf(config.host)}:${port}/graphql`,
    newToken: token.madeNow,
    keepNewToken: () => token.keep(),
    async stop() {
      await app.close();
      await outbox.close();
      await deployment.close();
    },
  };
}

/** An IPv6 address needs brackets in a URL. */
const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

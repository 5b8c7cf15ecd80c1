import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { execute, subscribe, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Projector } from '#read-models';
import { Log } from '../../config/logging.js';
import { AdminToken } from '../auth/admin-token.js';
import { apiError } from '../errors/codes.js';
import { publicError } from '../errors/public-error.js';
import { Documents, RequestRefused } from '../graphql/documents.js';
import { LIMITS } from '../graphql/limits.js';
import { AFTER_POSITION, readable } from '../graphql/read-position.js';
import { requestContext } from '../graphql/request-context.js';
import { Metrics } from '../metrics/metrics.js';

const PATH = '/graphql';
const MOST_SUBSCRIPTIONS = 100;
const INIT_TIMEOUT_MS = 5_000;

type SocketContext = Pick<Context, 'connectionParams' | 'subscriptions'>;

/**
 * GraphQL over a WebSocket (graphql-transport-ws), on the HTTP server. It uses graphql-ws and not Nest's
 * GqlSubscriptionService, because the latter accepts messages of any size. Close codes are those of the protocol: 4401 for
 * an operation before `connection_init`, 4403 for a wrong token, 4408 if `connection_init` does not come in time.
 */
@Injectable()
export class GraphqlSockets implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.bodyBytes });
  private readonly served: ReturnType<typeof useServer>;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly documents: Documents,
    private readonly token: AdminToken,
    private readonly projector: Projector,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    metrics.gauge('rapport_open_sockets', 'Sockets that are open.', () => this.sockets.clients.size);
    this.served = useServer(
      {
        execute,
        subscribe,
        connectionInitWaitTimeout: INIT_TIMEOUT_MS,
        onConnect: ({ connectionParams }) => this.mayConnect(connectionParams?.authorization),
        onSubscribe: (context, _id, asked) => this.read(context, asked),
        onError: (_ctx, _id, _payload, errors) => this.seen(errors),
        onNext: (_ctx, _id, _payload, _args, result) =>
          result.errors === undefined ? undefined : { ...result, errors: this.seen(result.errors) },
      },
      this.sockets,
    );
  }

  onApplicationBootstrap(): void {
    this.host.httpAdapter.getHttpServer().on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== PATH) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (opened) => {
        this.sockets.emit('connection', opened, request);
        // graphql-ws prints protocol errors of clients to the console. The close code tells the client; that is enough.
        opened.removeAllListeners('error').on('error', () => undefined);
      });
    });
  }

  /** Runs after the requests under way were answered and before the server is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.served.dispose();
  }

  private mayConnect(authorization: unknown): boolean {
    const isKnown = this.token.actorOf(authorization) !== null;
    this.log.info(isKnown ? {} : { codes: ['UNAUTHENTICATED'] }, isKnown ? 'socket opened' : 'socket refused');
    return isKnown;
  }

  /** The arguments to execute an operation with, or the errors that refuse it. */
  private async read({ connectionParams, subscriptions }: SocketContext, asked: SubscribePayload) {
    const { query, operationName, variables } = asked;
    const actor = this.token.actorOf(connectionParams?.authorization);
    if (actor === null) return [apiError('UNAUTHENTICATED')];
    if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [apiError('TOO_MANY_SUBSCRIPTIONS')];
    try {
      const { document, definition } = this.documents.operation({
        query,
        operationName: operationName ?? null,
        variables: variables ?? {},
      });
      await readable(definition.operation, connectionParams?.[AFTER_POSITION.param], this.projector);
      this.log.info({ operation: definition.operation }, 'socket operation');
      const { schema } = this.schemaHost;
      return { schema, document, operationName, variableValues: variables, contextValue: requestContext(actor) };
    } catch (error) {
      return error instanceof RequestRefused
        ? [...error.errors]
        : [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
    }
  }

  private seen(errors: readonly unknown[]): GraphQLFormattedError[] {
    return errors.map((error): GraphQLFormattedError => ({ ...publicError(error, this.log) }));
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { execute, GraphQLError, type ExecutionArgs, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { handleProtocols, makeServer, type Context, type Server, type SubscribePayload } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { Projector } from '#read-models';
import { Log } from '../../config/logging.js';
import { Audit } from '../audit/audit.js';
import { Gate } from '../auth/gate.js';
import { apiError } from '../errors/codes.js';
import { publicError } from '../errors/public-error.js';
import { logError } from '../errors/logged-error.js';
import { Documents, RequestRefused } from '../graphql/documents.js';
import { LIMITS } from '../graphql/limits.js';
import { Places } from '../graphql/places.js';
import { AFTER_POSITION, readable } from '../graphql/read-position.js';
import { requestContext, type RequestContext } from '../graphql/request-context.js';
import type { Outlet } from '../graphql/outlet.js';
import { Subscription } from '../graphql/subscription.js';
import { Subscriptions, type Subscribing } from '../graphql/subscriptions.js';
import { Metrics } from '../metrics/metrics.js';
import { Origins } from './origins.js';
import { Peer } from './peer.js';
import { SocketOutlet } from './socket-outlet.js';
import { TokenWatch } from './token-watch.js';

const PATH = '/graphql';
const MOST_SUBSCRIPTIONS = 100;
const INIT_TIMEOUT_MS = 5_000;
/** How long a stop waits for operations that sockets have under way. */
const LONGEST_LAST_ANSWER_MS = 1_000;
const LOOK_EVERY_MS = 20;

const SOCKET_OPTIONS = {
  noServer: true,
  maxPayload: LIMITS.bodyBytes,
  /** How long a caller may take to confirm that its socket is closed, milliseconds. The types of ws do not know it yet. */
  closeTimeout: 1_000,
  handleProtocols,
};

type SocketContext = Context<Record<string, unknown>, Peer>;

/** What an operation is executed with, and where a subscription sends its messages. */
type Executing = ExecutionArgs & { readonly subscribing: Subscribing; readonly outlet: Outlet };

/**
 * GraphQL over a WebSocket (graphql-transport-ws), on the HTTP server. It uses graphql-ws and not Nest's
 * GqlSubscriptionService, because the latter accepts messages of any size; and not the server that graphql-ws makes for ws,
 * because that one sends back every payload of a ping and prints a stack for each connection that is reset. Close codes are
 * those of the protocol: 4401 for an operation before `connection_init`, 4403 for a wrong token or one that is no longer good, 4408 if `connection_init`
 * does not come in time.
 */
@Injectable()
export class GraphqlSockets implements OnApplicationBootstrap {
  private readonly sockets = new WebSocketServer(SOCKET_OPTIONS);
  private readonly peers = new Set<Peer>();
  private readonly server: Server<Peer>;
  private readonly watch = new TokenWatch((error) => logError(this.log, error, 'the tokens cannot be checked'));

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly documents: Documents,
    private readonly gate: Gate,
    private readonly audit: Audit,
    private readonly places: Places,
    private readonly projector: Projector,
    private readonly origins: Origins,
    private readonly subscriptions: Subscriptions,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    metrics.gauge('rapport_open_sockets', 'Sockets that are open.', () => this.sockets.clients.size);
    metrics.gauge('rapport_socket_unread_bytes', 'Bytes that sockets were sent and have not taken.', () => this.unread);
    this.server = makeServer<Record<string, unknown>, Peer>({
      // Only a fault, or OVERLOADED, is thrown and not part of the result.
      execute: (args) =>
        places
          .during(args.contextValue as RequestContext, () => execute(args))
          .catch((error: unknown) => ({ errors: [error as GraphQLError] })),
      subscribe: (args) => this.subscribe(args as Executing),
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onConnect: (context) => this.mayConnect(context),
      onSubscribe: (context, id, asked) => this.read(context, id, asked),
      onError: (_ctx, _id, _payload, errors) => this.seen(errors),
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors === undefined ? undefined : { ...result, errors: this.seen(result.errors) },
    });
  }

  onApplicationBootstrap(): void {
    this.host.httpAdapter.getHttpServer().on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== PATH) refuse(socket, '404 Not Found');
      else if (!this.origins.mayOpen(request)) {
        this.log.info({ codes: ['FORBIDDEN'] }, 'socket of another origin refused');
        refuse(socket, '403 Forbidden');
      } else
        this.sockets.handleUpgrade(request, socket, head, (opened) => {
          const peer = new Peer(opened, socket, head, request, (error) => logError(this.log, error, 'a socket failed'));
          const closed = this.server.opened(peer, peer);
          this.peers.add(peer);
          opened.once('close', (code, reason) => {
            this.watch.forget(peer);
            this.peers.delete(peer);
            void closed(code, String(reason));
          });
        });
    });
  }

  /** Answers what is under way, then closes all sockets; those that do not close by themselves are cut off. */
  async end(): Promise<void> {
    this.watch.end();
    const last = performance.now() + LONGEST_LAST_ANSWER_MS;
    while (this.places.inUse > 0 && performance.now() < last) await delay(LOOK_EVERY_MS);
    // Not `once`, which would reject where a caller resets its connection.
    const closed = [...this.sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of this.sockets.clients) socket.close(1001, 'Going away');
    await Promise.all(closed);
  }

  private async mayConnect({ connectionParams, extra: peer }: SocketContext): Promise<boolean> {
    peer.admission = await this.gate.admit(connectionParams?.authorization, peer.request.socket.remoteAddress);
    const isKnown = peer.admission !== null;
    // It may have been closed while its token was looked up; nobody would take it out again.
    if (isKnown && peer.isOpen) this.watch.add(peer);
    if (isKnown || connectionParams?.authorization !== undefined) this.audit.came(peer.admission);
    this.log.info(isKnown ? {} : { codes: ['UNAUTHENTICATED'] }, isKnown ? 'socket opened' : 'socket refused');
    return isKnown;
  }

  /** The arguments to execute an operation with, or the errors that refuse it. */
  private async read(
    { connectionParams, subscriptions, extra: peer }: SocketContext,
    id: string,
    sent: SubscribePayload,
  ) {
    const { admission } = peer;
    const { query, operationName, variables } = sent;
    const asked = { query, operationName: operationName ?? null, variables: variables ?? {} };
    if (admission === null) return [apiError('UNAUTHENTICATED')];
    const { actor } = admission;
    if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [apiError('TOO_MANY_SUBSCRIPTIONS')];
    try {
      // The watch ends the socket in a moment; what comes before that is refused here.
      if (!(await admission.holds())) return [apiError('UNAUTHENTICATED')];
      const { document, definition } = this.documents.operation(asked, actor);
      await readable(definition.operation, connectionParams?.[AFTER_POSITION.param], this.projector);
      this.log.info({ operation: definition.operation }, 'socket operation');
      this.audit.ran(actor, { document, definition }, variables ?? {});
      const { schema } = this.schemaHost;
      const context = requestContext(actor, definition.operation, peer.gone);
      const args: Executing = {
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
        subscribing: { document, definition, asked, context },
        outlet: new SocketOutlet(peer, id),
      };
      return args;
    } catch (error) {
      if (error instanceof RequestRefused) this.audit.refused(actor, error.errors);
      return error instanceof RequestRefused
        ? [...error.errors]
        : [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
    }
  }

  /**
   * Sends each message itself, as it was written once for all who ask the same: graphql-ws would write it anew for each. So
   * nothing comes out of the iterator but its end.
   */
  private async subscribe({ subscribing, outlet }: Executing): Promise<AsyncIterableIterator<never> | ExecutionResult> {
    const opened = await this.subscriptions.open(subscribing);
    if (!(opened instanceof Subscription)) return { errors: opened };
    const end = async (): Promise<IteratorResult<never>> => {
      opened.end();
      return { done: true, value: undefined };
    };
    const sending: AsyncIterableIterator<never> = {
      next: () => opened.sendTo(outlet).then(end),
      return: end,
      [Symbol.asyncIterator]: () => sending,
    };
    return sending;
  }

  private get unread(): number {
    let bytes = 0;
    for (const peer of this.peers) bytes += peer.unread;
    return bytes;
  }

  private seen(errors: readonly unknown[]): GraphQLFormattedError[] {
    return errors.map((error): GraphQLFormattedError => ({ ...publicError(error, this.log) }));
  }
}

function refuse(socket: Duplex, status: string): void {
  // The caller may neither read nor close, so it is not waited for.
  socket.on('error', () => undefined).once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { execute, subscribe, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Projector } from '#read-models';
import type { AdminToken } from '../auth/admin-token.js';
import { apiError } from '../errors/codes.js';
import { publicError } from '../errors/public-error.js';
import { RequestRefused, type Documents } from '../graphql/documents.js';
import { LIMITS } from '../graphql/limits.js';
import { AFTER_POSITION, readable } from '../graphql/read-position.js';
import { requestContext } from '../graphql/request-context.js';

const PATH = '/graphql';
const MOST_SUBSCRIPTIONS = 100;
const INIT_TIMEOUT_MS = 5_000;

type Socket = {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly token: AdminToken;
  readonly projector: Projector;
  readonly log: Logger;
};

export type Sockets = { open(): number; close(): Promise<void> };

/**
 * GraphQL over a socket (graphql-transport-ws) on the server that serves HTTP. Close codes are those of the protocol:
 * 4401 for asking before `connection_init`, 4403 for a wrong token, 4408 for no `connection_init` in time.
 * Nest's GqlSubscriptionService does the same, but takes messages of any size.
 * @returns how many sockets are open, and what closes them all
 */
export function graphqlSocket(server: Server, { schema, documents, token, projector, log }: Socket): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.bodyBytes });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== PATH) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request);
      // graphql-ws prints what a client does wrong to the console. The close code tells the client; nobody else need know.
      opened.removeAllListeners('error').on('error', () => undefined);
    });
  });

  const seen = (errors: readonly unknown[]) => errors.map((error) => publicError(error, log) as GraphQLFormattedError);

  const graphql = useServer(
    {
      schema,
      execute,
      subscribe,
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onConnect: ({ connectionParams }) => token.actorOf(connectionParams?.authorization) !== null,
      async onSubscribe({ connectionParams, subscriptions }, _id, { query, operationName, variables }) {
        const actor = token.actorOf(connectionParams?.authorization);
        if (actor === null) return [apiError('UNAUTHENTICATED')];
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [apiError('TOO_MANY_SUBSCRIPTIONS')];
        try {
          const asked = { query, operationName: operationName ?? null, variables: variables ?? {} };
          const { document, definition } = documents.operation(asked);
          await readable(definition.operation, connectionParams?.[AFTER_POSITION.param], projector);
          return { schema, document, operationName, variableValues: variables, contextValue: requestContext(actor) };
        } catch (error) {
          return error instanceof RequestRefused
            ? [...error.errors]
            : [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
        }
      },
      onError: (_ctx, _id, _payload, errors) => seen(errors),
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors === undefined ? undefined : { ...result, errors: seen(result.errors) },
    },
    sockets,
  );
  return {
    open: () => sockets.clients.size,
    close: async () => {
      await graphql.dispose();
    },
  };
}

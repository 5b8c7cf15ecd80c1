import { HttpStatus, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { Projector } from '#read-models';
import { Log } from '../../config/logging.js';
import type { Admission } from '../auth/admission.js';
import { Audit } from '../audit/audit.js';
import { Gate } from '../auth/gate.js';
import { ANY_ROLE, type RouteRight } from '../auth/routes.js';
import { apiError } from '../errors/codes.js';
import { publicError } from '../errors/public-error.js';
import { RequestRefused } from '../graphql/documents.js';
import { Engine, type Answer } from '../graphql/engine.js';
import { LIMITS } from '../graphql/limits.js';
import { Places } from '../graphql/places.js';
import { AFTER_POSITION, readable } from '../graphql/read-position.js';
import { requestContext } from '../graphql/request-context.js';
import { Answering } from './answering.js';
import { askedOf } from './asked.js';
import { asksForEvents } from './event-stream.js';
import { EventStreams } from './event-streams.js';
import { Metrics } from '../metrics/metrics.js';
import { goneOf } from './gone-of.js';
import { acceptedType } from './media-type.js';
import { ofTransport, statusOf } from './of-transport.js';
import { RequestLog } from './request-log.js';
import { send } from './send.js';

const PATH = '/graphql';

/**
 * GraphQL over HTTP, as specified in https://graphql.github.io/graphql-over-http/. Not a Nest controller but routes of
 * Fastify: a caller without the token is refused before the body is read, and errors of the body parser get a code.
 */
@Injectable()
export class GraphqlRoute implements OnModuleInit {
  /** From the onRequest hook to the handler. A WeakMap, so that Fastify's request type needs no extra property. */
  private readonly admissions = new WeakMap<FastifyRequest, Admission>();

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly engine: Engine,
    private readonly answering: Answering,
    private readonly gate: Gate,
    private readonly audit: Audit,
    private readonly places: Places,
    private readonly streams: EventStreams,
    private readonly metrics: Metrics,
    private readonly requests: RequestLog,
    private readonly projector: Projector,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    void this.host.httpAdapter.getInstance().register(async (scope) => {
      // Any web page can send plain text here; to send JSON, its browser must first ask the server (CORS preflight).
      scope.removeContentTypeParser('text/plain');

      scope.addHook('onRequest', async (request) => {
        // First of all, because a refusal must cost next to nothing. Asked again when the body was read.
        if (this.places.areFull) throw apiError('OVERLOADED');
        const admission = await this.gate.admit(request.headers.authorization, request.raw.socket.remoteAddress);
        if (admission !== null || request.headers.authorization !== undefined) this.audit.came(admission);
        if (admission === null) throw apiError('UNAUTHENTICATED');
        this.admissions.set(request, admission);
      });

      scope.setErrorHandler((error: unknown, request, reply) => {
        const failure = ofTransport(error) ?? error;
        return this.respond(request, reply, { errors: [publicError(failure, this.log)] }, statusOf(error));
      });

      scope.route({
        method: ['GET', 'POST'],
        url: PATH,
        config: { allowed: ANY_ROLE } satisfies RouteRight,
        bodyLimit: LIMITS.bodyBytes,
        handler: (request, reply) => this.answer(request, reply),
      });

      scope.route({
        method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        url: PATH,
        config: { allowed: ANY_ROLE } satisfies RouteRight,
        handler(_, reply) {
          void reply.header('allow', 'GET, POST');
          throw apiError('METHOD_NOT_ALLOWED', 'Only GET and POST are served here.');
        },
      });
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const admission = this.admissions.get(request);
    if (admission === undefined) throw apiError('UNAUTHENTICATED');
    await this.places.begin();
    const { actor } = admission;
    const wantsEvents = asksForEvents(request.headers.accept);
    const isAcceptable = acceptedType(request.headers.accept) !== null;
    if (!isAcceptable && !wantsEvents) {
      const errors = [publicError(apiError('BAD_REQUEST', NOT_ACCEPTABLE), this.log)];
      return this.respond(request, reply, { errors }, HttpStatus.NOT_ACCEPTABLE);
    }
    const asked = askedOf(request);
    let isExecuted = false;
    try {
      const read = this.engine.read(asked, actor);
      const { definition } = read;
      this.requests.note(request, { operation: definition.operation });
      if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
        if (!wantsEvents) throw apiError('BAD_REQUEST', NO_EVENTS_ASKED);
        await readable(definition.operation, request.headers[AFTER_POSITION.header], this.projector);
        this.audit.ran(actor, read, asked.variables);
        // The stream may last for hours; what it took to open it is over.
        isExecuted = true;
        this.places.passedOver();
        await this.streams.answer(reply, { operation: read, asked, admission, lastEventId: lastEventIdOf(request) });
        return reply;
      }
      if (!isAcceptable) throw apiError('BAD_REQUEST', ONLY_SUBSCRIPTIONS);
      if (request.method === 'GET' && definition.operation !== OperationTypeNode.QUERY) {
        void reply.header('allow', 'POST');
        throw apiError('METHOD_NOT_ALLOWED');
      }
      const context = requestContext(actor, definition.operation, goneOf(reply));
      const afterPosition = request.headers[AFTER_POSITION.header];
      isExecuted = true;
      const answered = await this.answering.run({ read, asked, context, afterPosition });
      return this.respond(request, reply, answered);
    } catch (error) {
      if (!isExecuted) this.places.passedOver();
      if (!(error instanceof RequestRefused)) throw error;
      return this.respond(request, reply, this.answering.refused(error, actor));
    }
  }

  private respond(request: FastifyRequest, reply: FastifyReply, answer: Answer, status?: number): FastifyReply {
    const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
    for (const code of codes) this.metrics.failed(code);
    if (codes.length > 0) this.requests.note(request, { codes });
    return send(request, reply, answer, status);
  }
}

const NOT_ACCEPTABLE =
  'Answers are served as application/graphql-response+json or application/json, subscriptions as text/event-stream.';
const ONLY_SUBSCRIPTIONS =
  'Only subscriptions are answered as server-sent events; send the header "Accept: application/graphql-response+json" too.';
const NO_EVENTS_ASKED =
  'Subscriptions need a WebSocket, at the same path, or server-sent events: send the header "Accept: text/event-stream".';

function lastEventIdOf({ headers }: FastifyRequest): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

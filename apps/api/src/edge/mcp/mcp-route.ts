import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../../config/logging.js';
import { Audit } from '../audit/audit.js';
import type { Admission } from '../auth/admission.js';
import { Gate } from '../auth/gate.js';
import { ANY_ROLE, type RouteRight } from '../auth/routes.js';
import { apiError, ERROR_CODES, retryAfter } from '../errors/codes.js';
import { publicError } from '../errors/public-error.js';
import { LIMITS } from '../graphql/limits.js';
import { Places } from '../graphql/places.js';
import { goneOf } from '../http/gone-of.js';
import { ofTransport, statusOf } from '../http/of-transport.js';
import { Metrics } from '../metrics/metrics.js';
import { Origins } from '../sockets/origins.js';
import { Assistants } from './assistants.js';
import { Hosts } from './hosts.js';
import { isNestedDeeper } from './nested-deeper.js';

const PATH = '/mcp';
/** Far more than any tool takes: what is deeper ends the recursions that read arguments. */
const MOST_LEVELS = 64;
const CONFIG = { allowed: ANY_ROLE } satisfies RouteRight;

/**
 * The Model Context Protocol over streamable HTTP. Nothing is kept between two requests, so there are no sessions, and each
 * node answers each request. A caller without the token, or a page of another origin, is refused before the body is read.
 */
@Injectable()
export class McpRoute implements OnModuleInit {
  private readonly admissions = new WeakMap<FastifyRequest, Admission>();

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly gate: Gate,
    private readonly audit: Audit,
    private readonly places: Places,
    private readonly origins: Origins,
    private readonly hosts: Hosts,
    private readonly assistants: Assistants,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    void this.host.httpAdapter.getInstance().register(async (scope) => {
      scope.removeContentTypeParser('text/plain');
      scope.addHook('onRequest', (request) => this.admit(request));
      scope.setErrorHandler((error: unknown, _request, reply) => this.refuse(reply, error));
      const handler = (request: FastifyRequest, reply: FastifyReply) => this.answer(request, reply);
      scope.route({ method: 'POST', url: PATH, config: CONFIG, bodyLimit: LIMITS.bodyBytes, handler });
      scope.route({
        method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        url: PATH,
        config: CONFIG,
        handler(_, reply) {
          void reply.header('allow', 'POST');
          throw apiError(
            'METHOD_NOT_ALLOWED',
            'Only POST is served here: there are no sessions, and no stream of messages.',
          );
        },
      });
    });
  }

  private async admit(request: FastifyRequest): Promise<void> {
    const { headers, raw } = request;
    if (!this.hosts.mayName(headers.host) || !this.origins.mayOpen(raw)) throw apiError('FORBIDDEN', FOREIGN);
    const admission = await this.gate.admit(headers.authorization, raw.socket.remoteAddress);
    if (admission !== null || headers.authorization !== undefined) this.audit.came(admission);
    if (admission === null) throw apiError('UNAUTHENTICATED');
    if (this.places.areFull) throw apiError('OVERLOADED');
    this.admissions.set(request, admission);
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const admission = this.admissions.get(request);
    const { authorization } = request.headers;
    if (admission === undefined || authorization === undefined) throw apiError('UNAUTHENTICATED');
    if (Array.isArray(request.body))
      throw apiError('BAD_REQUEST', 'Batches are not supported: send one message at a time.');
    if (isNestedDeeper(request.body, MOST_LEVELS))
      throw apiError('BAD_REQUEST', `The message is nested to more than ${MOST_LEVELS} levels.`);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    const asked = { headers, body: request.body, admission, authorization, gone: goneOf(reply) };
    const answered = await this.assistants.answer(asked);
    return reply
      .code(answered.status)
      .headers({ ...answered.headers, 'cache-control': 'no-store' })
      .send(answered.body);
  }

  /** A refusal of the whole request, in the form of the protocol; the same codes as at every other door. */
  private refuse(reply: FastifyReply, failure: unknown): FastifyReply {
    const { message, extensions } = publicError(ofTransport(failure) ?? failure, this.log);
    const { code } = extensions;
    this.metrics.failed(code);
    if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
    const seconds = retryAfter(code);
    if (seconds !== undefined) void reply.header('retry-after', String(seconds));
    return reply
      .code(statusOf(failure) ?? ERROR_CODES[code].status)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: REFUSED, message, data: extensions } }));
  }
}

/** Of the range that JSON-RPC leaves to servers. */
const REFUSED = -32_000;
const FOREIGN =
  "A web page of another origin, or a host name that is not this server's, may not ask here; ALLOWED_ORIGINS names those that may.";

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Log } from '../config/logging.js';
import { PUBLIC, type RouteRight } from '../edge/auth/routes.js';
import { logError } from '../edge/errors/logged-error.js';
import { Metrics } from '../edge/metrics/metrics.js';
import { INBOX_CODES, InboxRefused, type InboxCode } from './inbox-codes.js';
import { Inboxes, type ServedInbox } from './inboxes.js';

/** Nobody needs a token: the signature is the proof, and no request is read further without it. */
const CONFIG = { allowed: PUBLIC } satisfies RouteRight;

/**
 * `POST /inbox/NAME`, a route for each inbox. The answer comes when the body is on disk: what it says is mapped afterwards, since the other
 * systems wait for a few seconds only, and send again what was not answered.
 */
@Injectable()
export class InboxRoute implements OnModuleInit {
  private readonly taken: () => void;
  private readonly repeated: () => void;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly inboxes: Inboxes,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    this.taken = metrics.counting('rapport_inbox_taken_total', 'Requests that inboxes took.');
    this.repeated = metrics.counting('rapport_inbox_repeated_total', 'Requests that inboxes had taken before.');
  }

  onModuleInit(): void {
    if (this.inboxes.all.size === 0) return;
    void this.host.httpAdapter.getInstance().register(async (scope: FastifyInstance) => {
      // The signature is of the bytes as they came.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.setErrorHandler((error: unknown, _request, reply) => this.refuse(reply, codeOf(error), error));
      for (const [name, served] of this.inboxes.all) this.serve(scope, `/inbox/${name}`, served);
    });
  }

  private serve(scope: FastifyInstance, url: string, served: ServedInbox): void {
    scope.route({
      method: 'POST',
      url,
      config: CONFIG,
      bodyLimit: served.inbox.maxBytes,
      handler: async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const outcome = this.inboxes.take(served, { headers: request.headers, body });
        if (outcome === 'TAKEN') this.taken();
        else this.repeated();
        return reply
          .code(202)
          .header('cache-control', 'no-store')
          .send({ taken: true, repeated: outcome === 'REPEATED' });
      },
    });
    scope.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      config: CONFIG,
      handler(_request, reply) {
        void reply.header('allow', 'POST');
        throw new InboxRefused('METHOD_NOT_ALLOWED');
      },
    });
  }

  private refuse(reply: FastifyReply, code: InboxCode, error: unknown): FastifyReply {
    if (code === 'INTERNAL') logError(this.log, error, 'an inbox failed to take a request');
    this.metrics.failed(code);
    const { status, says } = INBOX_CODES[code];
    if (code === 'INBOX_FULL') void reply.header('retry-after', String(INBOX_CODES[code].retryAfterSeconds));
    return reply.code(status).header('cache-control', 'no-store').send({ code, message: says });
  }
}

function codeOf(error: unknown): InboxCode {
  if (error instanceof InboxRefused) return error.code;
  const { code, statusCode = 500 } = error as { readonly code?: string; readonly statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'BODY_TOO_LARGE';
  return statusCode >= 400 && statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL';
}

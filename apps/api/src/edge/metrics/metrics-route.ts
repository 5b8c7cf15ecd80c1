import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Audit } from '../audit/audit.js';
import { Gate } from '../auth/gate.js';
import { READ_METRICS } from '../auth/rights.js';
import { mayUse, type RouteRight } from '../auth/routes.js';
import { ERROR_CODES } from '../errors/codes.js';
import { Metrics } from './metrics.js';

const PATH = '/metrics';

/** `GET /metrics`. Needs the token, which Prometheus sends if `authorization.credentials_file` is configured. */
@Injectable()
export class MetricsRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly metrics: Metrics,
    private readonly gate: Gate,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    const config: RouteRight = { allowed: READ_METRICS };
    this.host.httpAdapter.getInstance().get(PATH, { config }, async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const admission = await this.gate.admit(request.headers.authorization, request.raw.socket.remoteAddress);
      if (admission !== null || request.headers.authorization !== undefined) this.audit.came(admission);
      if (admission !== null && mayUse(config, admission.actor))
        return reply.type(this.metrics.contentType).send(await this.metrics.text());
      if (admission !== null) this.audit.refusedTo(admission.actor, PATH);
      if (admission === null) void reply.header('www-authenticate', 'Bearer');
      const { status, says } = ERROR_CODES[admission === null ? 'UNAUTHENTICATED' : 'FORBIDDEN'];
      return reply.code(status).type('text/plain; charset=utf-8').send(`${says}\n`);
    });
  }
}

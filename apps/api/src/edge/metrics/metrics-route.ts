import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Gate } from '../auth/gate.js';
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
  ) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance().get(PATH, async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      if ((await this.gate.admit(request.headers.authorization, request.raw.socket.remoteAddress)) !== null)
        return reply.type(this.metrics.contentType).send(await this.metrics.text());
      const { status, says } = ERROR_CODES.UNAUTHENTICATED;
      return reply
        .code(status)
        .header('www-authenticate', 'Bearer')
        .type('text/plain; charset=utf-8')
        .send(`${says}\n`);
    });
  }
}

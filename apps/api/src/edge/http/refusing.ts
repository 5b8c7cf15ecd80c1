import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Log } from '../../config/logging.js';
import { apiError, ERROR_CODES } from '../errors/codes.js';
import { publicError } from '../errors/public-error.js';
import { Places } from '../graphql/places.js';
import { Metrics } from '../metrics/metrics.js';
import { acceptedType } from './media-type.js';

const PATH = '/graphql';

/**
 * Refuses what comes while the server is full, before Fastify sees it: a refusal on Fastify's way costs a fifth of an answer,
 * so that at three times the load half of the processor would go to refusals. The answer is the same. A request of another
 * origin takes Fastify's way, where its answer gets what its browser needs to read it.
 */
@Injectable()
export class Refusing implements OnModuleInit {
  private readonly body: string;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly places: Places,
    private readonly metrics: Metrics,
    log: Log,
  ) {
    this.body = JSON.stringify({ errors: [publicError(apiError('OVERLOADED'), log)] });
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance().server;
    const served = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on(
      'request',
      (request: IncomingMessage, response: ServerResponse<IncomingMessage> & { req: IncomingMessage }) => {
        if (this.isRefused(request)) this.refuse(request, response);
        else for (const serve of served) serve(request, response);
      },
    );
  }

  private isRefused({ url = '', headers }: IncomingMessage): boolean {
    return (url === PATH || url.startsWith(`${PATH}?`)) && headers.origin === undefined && this.places.areFull;
  }

  /** What is left of the body is read and dropped by Node, and the connection stays open. */
  private refuse({ headers }: IncomingMessage, response: ServerResponse): void {
    const { status, retryAfterSeconds } = ERROR_CODES.OVERLOADED;
    this.metrics.failed('OVERLOADED');
    response
      .writeHead(status, {
        'content-type': `${acceptedType(headers.accept)?.mediaType ?? 'application/json'}; charset=utf-8`,
        'content-length': Buffer.byteLength(this.body),
        'cache-control': 'no-store',
        'retry-after': String(retryAfterSeconds),
      })
      .end(this.body);
  }
}

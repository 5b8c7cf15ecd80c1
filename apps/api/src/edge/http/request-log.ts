import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Log } from '../../config/logging.js';

type Note = {
  /** Kind of operation; absent if the request was refused before it was known. */
  readonly operation?: string;
  /** Codes of the errors in the answer. */
  readonly codes?: readonly string[];
};

/** Probes and Prometheus ask every few seconds; their lines are at level debug. */
const FREQUENT = /^\/(health\/|metrics$)/;

/** Logs one line for each request, at level info. Only method and route come from the caller, so it has no personal data. */
@Injectable()
export class RequestLog {
  private readonly notes = new WeakMap<FastifyRequest, Note>();

  constructor(host: HttpAdapterHost<FastifyAdapter>, log: Log) {
    host.httpAdapter.getInstance().addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      const level = FREQUENT.test(route) ? 'debug' : 'info';
      const { method } = request;
      log[level](
        { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...this.notes.get(request) },
        'request',
      );
      done();
    });
  }

  /** Adds to the line of this request. */
  note(request: FastifyRequest, note: Note): void {
    this.notes.set(request, { ...this.notes.get(request), ...note });
  }
}

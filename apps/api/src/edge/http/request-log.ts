import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Log } from '../../config/logging.js';

type Note = {
  /** query or mutation; left out where the request was refused before that was known. */
  readonly operation?: string;
  /** Codes of the errors in the answer. */
  readonly codes?: readonly string[];
};

/** Probes and Prometheus ask every few seconds, which nobody wants to read. */
const FREQUENT = /^\/(health\/|metrics$)/;

/** One line for each request, at level info: nothing in it comes from the caller but the choice of method and route. */
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

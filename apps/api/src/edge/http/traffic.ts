import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { setTimeout as delay } from 'node:timers/promises';

/** After this long without a request, every request that was sent before the stop has arrived. */
const QUIET_MS = 100;
/** Longest wait for clients that keep sending although every answer closes their connection. */
const LONGEST_LAST_CALL_MS = 2_000;
const LOOK_EVERY_MS = 20;

/**
 * Counts the requests under way, and lets them finish when the server stops. It uses hooks of Fastify, not an interceptor
 * of Nest: an interceptor does not run for a request that is refused early, nor for a route that Fastify serves itself.
 */
@Injectable()
export class Traffic implements OnModuleDestroy, OnApplicationShutdown {
  private underWay = 0;
  private lastCameAt = 0;
  private isEnding = false;
  private closingIdle: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {
    const fastify = host.httpAdapter.getInstance();
    fastify.addHook('onRequest', (_request, _reply, done) => {
      this.underWay += 1;
      this.lastCameAt = performance.now();
      done();
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (this.isEnding) void reply.header('connection', 'close');
      done(null, payload);
    });
    fastify.addHook('onResponse', (_request, _reply, done) => {
      this.underWay -= 1;
      done();
    });
  }

  get inFlight(): number {
    return this.underWay;
  }

  /**
   * The first step of a stop, before sockets and server are closed. Requests are served a moment longer, and each answer
   * closes its connection. Closing at once would reset connections whose request has not been read yet.
   */
  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    const began = performance.now();
    const isQuiet = () => this.underWay === 0 && performance.now() - Math.max(began, this.lastCameAt) > QUIET_MS;
    while (!isQuiet() && performance.now() - began < LONGEST_LAST_CALL_MS) await delay(LOOK_EVERY_MS);
    const server = this.host.httpAdapter.getHttpServer();
    this.closingIdle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.closingIdle);
  }
}

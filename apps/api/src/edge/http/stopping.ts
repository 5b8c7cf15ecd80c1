import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { Health } from '../health/health.js';
import { GraphqlSockets } from '../sockets/graphql-sockets.js';
import { Connections } from './connections.js';
import { EventStreams } from './event-streams.js';

/** For injection: how long requests are still accepted while the probes already say that the process stops, milliseconds. */
export const STOP_DELAY_MS = Symbol('STOP_DELAY_MS');

/** Added to the delay, so that requests which were sent before the stop are read before their connections are closed. */
const LAST_READ_MS = 100;
const LONGEST_LAST_ANSWER_MS = 6_000;

/**
 * The first step of a stop. The probes say so, and each answer closes its connection. After the delay, by when a balancer has
 * looked at the probes, listening ends; what was accepted is answered.
 */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private isStopping = false;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly connections: Connections,
    private readonly sockets: GraphqlSockets,
    private readonly streams: EventStreams,
    @Inject(STOP_DELAY_MS) private readonly delayMs: number,
    health: Health,
  ) {
    health.watch('STOPPING', () => this.isStopping);
    host.httpAdapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
      if (this.isStopping) void reply.header('connection', 'close');
      done(null, payload);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await delay(this.delayMs + LAST_READ_MS);
    this.host.httpAdapter.getHttpServer().close();
    this.streams.end();
    await Promise.all([this.sockets.end(), this.connections.end(LONGEST_LAST_ANSWER_MS)]);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { networkOf } from '../auth/network-of.js';
import { Metrics } from '../metrics/metrics.js';

/** How many connections may be open, sockets of GraphQL included. */
export abstract class ConnectionLimits {
  abstract readonly most: number;
  abstract readonly mostFromOneAddress: number;
}

const LOOK_EVERY_MS = 20;

/** The open connections, and the requests that each has under way: those whose headers came and whose answer is not sent. */
@Injectable()
export class Connections {
  private readonly underWay = new Map<Socket, number>();
  private readonly fromAddress = new Map<string, number>();
  /** Those that became sockets of GraphQL. */
  private readonly upgraded = new WeakSet<Duplex>();
  private readonly refused: () => void;

  constructor(
    host: HttpAdapterHost<FastifyAdapter>,
    @Inject(ConnectionLimits) private readonly limits: ConnectionLimits,
    metrics: Metrics,
  ) {
    this.refused = metrics.counting('rapport_connections_refused_total', 'Connections refused by a limit.');
    const fastify = host.httpAdapter.getInstance();
    fastify.server.maxConnections = limits.most;
    fastify.server.on('drop', () => this.refused());
    fastify.server.on('connection', (socket: Socket) => this.opened(socket));
    fastify.server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => this.upgraded.add(socket));
    fastify.addHook('onRequest', (request, reply, done) => {
      this.began(request.raw.socket);
      // Comes however the request ends; a connection that is closed takes along the requests that wait in it.
      reply.raw.once('close', () => this.ended(request.raw.socket));
      done();
    });
    metrics.gauge('rapport_open_connections', 'Connections that are open, sockets included.', () => this.underWay.size);
    metrics.gauge('rapport_requests_under_way', 'Requests that are not yet answered.', () => this.requests);
  }

  get areTaken(): boolean {
    return this.underWay.size >= this.limits.most;
  }

  private get requests(): number {
    return [...this.underWay.values()].reduce((sum, requests) => sum + requests, 0);
  }

  /**
   * Ends the connections that have nothing under way, and then each other one when it was answered. Sockets of GraphQL are
   * left to those who serve them.
   * @param longestMs after this time all are ended
   */
  async end(longestMs: number): Promise<void> {
    const last = performance.now() + longestMs;
    while (this.underWay.size > 0) {
      const isLate = performance.now() > last;
      for (const [socket, requests] of this.underWay) if (isLate || this.hasNothing(socket, requests)) socket.destroy();
      await delay(LOOK_EVERY_MS);
    }
  }

  private hasNothing(socket: Socket, requests: number): boolean {
    return requests === 0 && !this.upgraded.has(socket);
  }

  private opened(socket: Socket): void {
    const address = networkOf(socket.remoteAddress);
    const already = this.fromAddress.get(address) ?? 0;
    if (already >= this.limits.mostFromOneAddress) {
      this.refused();
      socket.destroy();
      return;
    }
    this.fromAddress.set(address, already + 1);
    this.underWay.set(socket, 0);
    socket.once('close', () => this.closed(socket, address));
  }

  private closed(socket: Socket, address: string): void {
    this.underWay.delete(socket);
    const left = (this.fromAddress.get(address) ?? 1) - 1;
    if (left === 0) this.fromAddress.delete(address);
    else this.fromAddress.set(address, left);
  }

  private began(socket: Socket): void {
    // Where HOST is localhost, Fastify listens on a second address and tells nobody of its connections.
    if (!this.underWay.has(socket)) this.opened(socket);
    const requests = this.underWay.get(socket);
    if (requests !== undefined) this.underWay.set(socket, requests + 1);
  }

  private ended(socket: Socket): void {
    const requests = this.underWay.get(socket);
    if (requests !== undefined) this.underWay.set(socket, requests - 1);
  }
}

import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Without a request for so long, what was sent before the end was announced has arrived. */
const QUIET_MS = 100;
/** Clients that go on sending however often they are told to go elsewhere are not waited for. */
const LONGEST_LAST_CALL_MS = 2_000;
const LOOK_EVERY_MS = 20;

/** The requests under way, and how they come to an end without being cut off. */
export class Traffic {
  private underWay = 0;
  private lastCameAt = 0;
  private isEnding = false;

  constructor(fastify: FastifyInstance) {
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

  /** @param close stops taking connections, and resolves once all are gone */
  async end(server: Server, close: () => Promise<void>): Promise<void> {
    // Closing would reset connections whose request has not been read yet. So everything is served a moment longer,
    // and every answer tells its client not to come back on that connection.
    this.isEnding = true;
    const began = performance.now();
    const isQuiet = () => this.underWay === 0 && performance.now() - Math.max(began, this.lastCameAt) > QUIET_MS;
    while (!isQuiet() && performance.now() - began < LONGEST_LAST_CALL_MS) await delay(LOOK_EVERY_MS);
    const lettingGo = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
    await close().finally(() => clearInterval(lettingGo));
  }
}

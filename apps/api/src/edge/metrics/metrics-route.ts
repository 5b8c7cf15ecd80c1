import type { FastifyInstance } from 'fastify';
import type { AdminToken } from '../auth/admin-token.js';
import { ERROR_CODES } from '../errors/codes.js';
import type { Metrics } from './metrics.js';

const PATH = '/metrics';

/** Prometheus reads here. It brings the token as everybody does: `authorization.credentials_file` in its configuration. */
export function metricsRoute(fastify: FastifyInstance, metrics: Metrics, token: AdminToken): void {
  fastify.get(PATH, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (token.actorOf(request.headers.authorization) !== null)
      return reply.type(metrics.contentType).send(await metrics.text());
    const { status, says } = ERROR_CODES.UNAUTHENTICATED;
    return reply.code(status).header('www-authenticate', 'Bearer').type('text/plain; charset=utf-8').send(`${says}\n`);
  });
}

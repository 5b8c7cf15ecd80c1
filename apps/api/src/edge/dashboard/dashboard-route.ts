import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PUBLIC, type RouteRight } from '../auth/routes.js';
import { builtFiles, type BuiltFile } from './built-files.js';
import { PAGE_HEADERS } from './page-headers.js';

const EVERYBODY: { readonly config: RouteRight } = { config: { allowed: PUBLIC } };

const NOT_BUILT = 'The page is not built. `npm start` builds it, and so does `npm run build`.\n';

/** The page must be asked for each time; its other files have a hash in their names and never change. */
const CACHED = { page: 'no-cache', asset: 'public, max-age=31536000, immutable' } as const;

/**
 * Serves the dashboard. Everybody may load it, since it holds no data: it asks GraphQL with the token of its user. Its own
 * addresses are behind the `#`, so that no customer's id stands in a URL that reaches a server or its logs.
 */
@Injectable()
export class DashboardRoute implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    const files = builtFiles();
    const fastify = this.host.httpAdapter.getInstance();
    const page = files.get('/');
    fastify.get('/', EVERYBODY, (request, reply) =>
      page === undefined
        ? reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT)
        : send(request, reply, page, CACHED.page),
    );
    for (const [url, file] of files)
      if (url !== '/') fastify.get(url, EVERYBODY, (request, reply) => send(request, reply, file, CACHED.asset));
  }
}

function send(request: FastifyRequest, reply: FastifyReply, file: BuiltFile, cached: string): FastifyReply {
  void reply.headers({ ...PAGE_HEADERS, 'cache-control': cached, etag: file.etag, vary: 'accept-encoding' });
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const encoding = encodingFor(request.headers['accept-encoding']);
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.type(file.type).send(file.bodies[encoding]);
}

/** The smallest that the caller takes. Browsers name encodings without weights, or with `q=0` for none of them. */
function encodingFor(accepted: string | string[] | undefined): keyof BuiltFile['bodies'] {
  const taken = String(accepted ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase());
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : 'identity';
}

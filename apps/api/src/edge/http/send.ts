import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES, retryAfter, type ErrorCode } from '../errors/codes.js';
import type { Answer } from '../graphql/engine.js';
import { acceptedType } from './media-type.js';

/** Errors that clients which name application/json expect with status 200. */
const WELL_FORMED: readonly ErrorCode[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** Sends an answer in the requested media type. @param status replaces the status of the code of the answer */
export function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, status?: number): FastifyReply {
  const { mediaType, isAskedFor } = acceptedType(request.headers.accept) ?? {
    mediaType: 'application/json',
    isAskedFor: false,
  };
  const code = answer.data == null ? answer.errors?.[0]?.extensions.code : undefined;
  const isTaken = code === undefined || (isAskedFor && mediaType === 'application/json' && WELL_FORMED.includes(code));
  const seconds = code === undefined ? undefined : retryAfter(code);
  if (seconds !== undefined) void reply.header('retry-after', String(seconds));
  if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
  return reply
    .code(isTaken ? 200 : (status ?? ERROR_CODES[code].status))
    .header('content-type', `${mediaType}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(answer));
}

import { GraphQLError } from 'graphql';
import { apiError } from '../errors/codes.js';

/** The public error for a request that Fastify itself refused; null for any other failure. */
export function ofTransport(error: unknown): GraphQLError | null {
  if (error instanceof GraphQLError) return error;
  const { code, statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return apiError('BODY_TOO_LARGE');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return apiError('BAD_REQUEST', 'The body must be application/json.');
  return statusCode >= 400 && statusCode < 500 ? apiError('BAD_REQUEST', 'The body is not well-formed JSON.') : null;
}

/** Only status 415 says more than the code of the error. */
export const statusOf = (error: unknown): number | undefined =>
  (error as { code?: string }).code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 415 : undefined;

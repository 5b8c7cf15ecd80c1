import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Log } from '../../config/logging.js';
import { codeSaid, ERROR_CODES, retryAfter, type ErrorCode } from './codes.js';
import { logError } from './logged-error.js';
import { storeFailure } from './store-failures.js';

/** An error as callers see it: no stack, no internals, always a code of the list. */
export type PublicError = {
  readonly message: string;
  readonly locations?: GraphQLError['locations'];
  readonly path?: GraphQLError['path'];
  readonly extensions: {
    readonly code: ErrorCode;
    readonly errorId?: string;
    readonly retryAfterSeconds?: number;
    /** How much of what is being prepared is done, 0 to 1. */
    readonly progress?: number;
  };
};

/** Turns any failure into a public error. An unexpected one becomes INTERNAL, and is logged under its errorId. */
export function publicError(failure: unknown, log: Pick<Log, 'error' | 'warn' | 'debug'>): PublicError {
  const error = failure instanceof GraphQLError ? failure : null;
  const where = error === null ? {} : { locations: error.locations, path: error.path };
  const cause = causeOf(failure);
  const failed = storeFailure(cause);
  if (failed !== undefined) return { message: ERROR_CODES[failed].says, ...where, extensions: { code: failed } };
  const code = error === null ? 'INTERNAL' : codeOf(error, cause);
  if (error !== null && code !== 'INTERNAL')
    return { message: error.message, ...where, extensions: { code, ...toRetry(code), ...progressIn(error) } };
  const errorId = randomUUID();
  logError(log, cause, 'a request failed unexpectedly', { errorId });
  return { message: ERROR_CODES.INTERNAL.says, ...where, extensions: { code: 'INTERNAL', errorId } };
}

function toRetry(code: ErrorCode): { readonly retryAfterSeconds?: number } {
  const retryAfterSeconds = retryAfter(code);
  return retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
}

/** A GraphQL error without a path and without another cause means that the executor refused the variables. */
function codeOf(error: GraphQLError, cause: unknown): ErrorCode {
  const isOfNoField = error.path === undefined && cause instanceof GraphQLError;
  return codeSaid(error) ?? (isOfNoField ? 'BAD_USER_INPUT' : 'INTERNAL');
}

/** The innermost cause: each layer between the field and here may have wrapped the failure once. */
function causeOf(failure: unknown): unknown {
  let cause = failure;
  while (cause instanceof GraphQLError && cause.originalError != null) cause = cause.originalError;
  return cause;
}

function progressIn({ extensions }: GraphQLError): { readonly progress?: number } {
  const { progress } = (extensions ?? {}) as { readonly progress?: unknown };
  return typeof progress === 'number' ? { progress } : {};
}

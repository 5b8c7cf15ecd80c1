import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { TokensUnavailable } from '#access';
import { KeyUnusable } from '#contact-log';
import { ClockBehind } from '#deployment';
import {
  AppendTooLarge,
  DamagedEvent,
  OutcomeUnknown,
  StorageFull,
  StoreUnavailable,
  StreamDeleted,
} from '#event-store';
import { ViewsUnavailable } from '#read-models';
import { traceOf, type Log } from '../../config/logging.js';
import { codeSaid, ERROR_CODES, retryAfter, type ErrorCode } from './codes.js';

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

/** The public code of each failure of the log, the keys and the views. */
const STORE_FAILURES = [
  [StorageFull, 'STORAGE_FULL'],
  [ClockBehind, 'CLOCK_BEHIND'],
  [StreamDeleted, 'STREAM_DELETED'],
  [StoreUnavailable, 'STORE_UNAVAILABLE'],
  [OutcomeUnknown, 'OUTCOME_UNKNOWN'],
  [KeyUnusable, 'KEYS_UNUSABLE'],
  [DamagedEvent, 'EVENT_DAMAGED'],
  [ViewsUnavailable, 'VIEWS_UNAVAILABLE'],
  [TokensUnavailable, 'TOKENS_UNAVAILABLE'],
  [AppendTooLarge, 'BAD_USER_INPUT'],
] as const;

/** Turns any failure into a public error. An unexpected one becomes INTERNAL, and is logged under its errorId. */
export function publicError(failure: unknown, log: Pick<Log, 'error'>): PublicError {
  const error = failure instanceof GraphQLError ? failure : null;
  const where = error === null ? {} : { locations: error.locations, path: error.path };
  const cause = causeOf(failure);
  const storeFailure = STORE_FAILURES.find(([type]) => cause instanceof type)?.[1];
  if (storeFailure !== undefined)
    return { message: ERROR_CODES[storeFailure].says, ...where, extensions: { code: storeFailure } };
  const code = error === null ? 'INTERNAL' : codeOf(error, cause);
  if (error !== null && code !== 'INTERNAL')
    return { message: error.message, ...where, extensions: { code, ...toRetry(code), ...progressIn(error) } };
  const errorId = randomUUID();
  log.error({ errorId, ...traceOf(cause) }, 'a request failed unexpectedly');
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

import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { AppendTooLarge, OutcomeUnknown, StorageFull, StoreUnavailable } from '#event-store';
import { ViewsUnavailable } from '#read-models';
import { traceOf, type Log } from '../../config/logging.js';
import { codeSaid, ERROR_CODES, type ErrorCode } from './codes.js';

/** An error as a caller may see it: no stack, nothing of the inside, always a code of the list. */
export type PublicError = {
  readonly message: string;
  readonly locations?: GraphQLError['locations'];
  readonly path?: GraphQLError['path'];
  readonly extensions: { readonly code: ErrorCode; readonly errorId?: string };
};

/** What the failures of log and views are to a caller. */
const STORE_FAILURES = [
  [StorageFull, 'STORAGE_FULL'],
  [StoreUnavailable, 'STORE_UNAVAILABLE'],
  [OutcomeUnknown, 'OUTCOME_UNKNOWN'],
  [ViewsUnavailable, 'VIEWS_UNAVAILABLE'],
  [AppendTooLarge, 'BAD_USER_INPUT'],
] as const;

/** Makes any failure fit to be seen. What nobody foresaw becomes INTERNAL, with an errorId under which it is logged. */
export function publicError(failure: unknown, log: Pick<Log, 'error'>): PublicError {
  const error = failure instanceof GraphQLError ? failure : null;
  const where = error === null ? {} : { locations: error.locations, path: error.path };
  const cause = causeOf(failure);
  const storeFailure = STORE_FAILURES.find(([type]) => cause instanceof type)?.[1];
  if (storeFailure !== undefined)
    return { message: ERROR_CODES[storeFailure].says, ...where, extensions: { code: storeFailure } };
  const code = error === null ? 'INTERNAL' : codeOf(error, cause);
  if (error !== null && code !== 'INTERNAL') return { message: error.message, ...where, extensions: { code } };
  const errorId = randomUUID();
  log.error({ errorId, ...traceOf(cause) }, 'a request failed for a reason nobody foresaw');
  return { message: ERROR_CODES.INTERNAL.says, ...where, extensions: { code: 'INTERNAL', errorId } };
}

/** What is of no field, and not a fault of some other kind, is the executor refusing variables. */
function codeOf(error: GraphQLError, cause: unknown): ErrorCode {
  const isOfNoField = error.path === undefined && cause instanceof GraphQLError;
  return codeSaid(error) ?? (isOfNoField ? 'BAD_USER_INPUT' : 'INTERNAL');
}

/** A field's failure comes wrapped, once for each layer it went through. */
function causeOf(failure: unknown): unknown {
  let cause = failure;
  while (cause instanceof GraphQLError && cause.originalError != null) cause = cause.originalError;
  return cause;
}

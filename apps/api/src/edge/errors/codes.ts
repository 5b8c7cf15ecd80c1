import { GraphQLError, type ASTNode } from 'graphql';

/**
 * Every code that a top-level error can have in `extensions.code`, with its sentence, and the HTTP status of a request
 * that fails as a whole with it. The list is closed: callers may rely on it, and the reference page is made from it. An
 * expected "no" to a mutation is not in this list: it is in `userErrors`.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { status: 401, says: 'The token is missing or wrong; send it as "Authorization: Bearer TOKEN".' },
  FORBIDDEN: { status: 403, says: 'The role of the token may not do this.' },
  BAD_REQUEST: { status: 400, says: 'The request is not a GraphQL request over HTTP.' },
  METHOD_NOT_ALLOWED: { status: 405, says: 'GET is only for queries; send mutations by POST.' },
  BODY_TOO_LARGE: { status: 400, says: 'The body is larger than 256 KB.' },
  GRAPHQL_PARSE_FAILED: { status: 400, says: 'The document is not well-formed GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, says: 'The document does not fit the schema.' },
  BAD_USER_INPUT: { status: 400, says: 'A variable or argument has a value that its type or range does not allow.' },
  MODEL_UNKNOWN: { status: 400, says: 'No model has this id.' },
  TOO_MANY_TOKENS: { status: 400, says: 'The document has more than 2,000 tokens.' },
  QUERY_TOO_DEEP: { status: 400, says: 'The fields of the document are nested more than 10 deep.' },
  TOO_MANY_ALIASES: { status: 400, says: 'The operation uses more than 30 aliases.' },
  TOO_MANY_ROOT_FIELDS: { status: 400, says: 'The operation asks for more than 20 root fields.' },
  TOO_MANY_DIRECTIVES: { status: 400, says: 'The operation uses more than 30 directives.' },
  QUERY_TOO_COSTLY: {
    status: 400,
    says: 'The operation asks for more than the server computes for one request; ask for smaller pages, fewer points or fewer aliases.',
  },
  COST_SPENT: {
    status: 429,
    retryAfterSeconds: 60,
    says: 'The caller has asked for more within a minute than MAX_COST_PER_MINUTE allows; the message says when to ask again, at the latest in a minute.',
  },
  PAGE_TOO_LARGE: { status: 400, says: 'A page asks for more than 200 entries.' },
  TOO_MANY_SUBSCRIPTIONS: {
    status: 400,
    says: 'The socket already has 100 subscriptions, the most allowed; end one, or open another socket.',
  },
  TOO_MANY_REPLAYS: {
    status: 503,
    says: 'Ten subscriptions of the socket, or 1,000 in all, still read what was recorded before; subscribe again when one has reached the present.',
    retryAfterSeconds: 1,
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 400,
    says: 'More than 1,000 events wait for the subscriber, and it asked to be ended then (`whenSlow: CLOSE`); subscribe again, with `after` to miss nothing.',
  },
  TOOK_TOO_LONG: {
    status: 503,
    says: 'The query took longer than 10 seconds, so the server gave it up; ask for less at once.',
  },
  ANSWER_TOO_LARGE: {
    status: 400,
    says: 'Lists without pages, such as contributions, have more than 50,000 entries in this answer; ask for fewer relationships at once.',
  },
  OVERLOADED: {
    status: 503,
    says: 'The server is busy and did not start the request; retry in a second.',
    retryAfterSeconds: 1,
  },
  STORAGE_FULL: { status: 507, says: 'The disk is full: nothing was recorded. Reads still work.' },
  STORE_UNAVAILABLE: { status: 503, says: 'The log cannot be reached: nothing was recorded.' },
  CLOCK_BEHIND: {
    status: 503,
    says: 'The clock of the server is before what is on record: nothing was recorded. The operator must set the clock.',
  },
  EVENT_DAMAGED: {
    status: 503,
    says: 'An event of this customer is damaged, so nothing about the customer can be decided: nothing was recorded. The operator must put the log back from a backup.',
  },
  STREAM_DELETED: {
    status: 503,
    says: 'Somebody deleted the stream of this customer on the server of the log, so its facts are missing: nothing was recorded. The operator must put it back from a backup of the server.',
  },
  KEYS_UNUSABLE: {
    status: 503,
    says: 'The file of keys does not hold the key that sealed the facts of this customer, or the key that tells repeats in the needs register: nothing was recorded. The operator must put the right file back.',
  },
  VIEWS_UNAVAILABLE: {
    status: 503,
    says: 'The views, which lists are read from, cannot be reached. Reads of a single relationship and recording still work.',
  },
  TOKENS_UNAVAILABLE: {
    status: 503,
    retryAfterSeconds: 1,
    says: 'The tokens cannot be looked up, so nobody but the holder of the admin token is let in; retry in a second.',
  },
  VIEWS_BEHIND: {
    status: 503,
    retryAfterSeconds: 1,
    says: 'The views have not yet reached the position that the request sent; retry in a second, or without the position.',
  },
  BEING_PREPARED: {
    status: 503,
    retryAfterSeconds: 2,
    says: 'The relationships as of this time are being prepared, which takes longer than two seconds; ask again in two seconds, until it is complete. `extensions.progress` says how much of it is done, 0 to 1. It is given up once nobody has asked for half a minute.',
  },
  OUTCOME_UNKNOWN: {
    status: 503,
    says: 'The log did not answer in time, so it is unknown whether the contact was recorded; it is safe to repeat the call with the same idempotencyKey.',
  },
  INTERNAL: { status: 500, says: 'An unexpected fault of the server, logged under the errorId next to the code.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Seconds after which a request that failed with this code may be sent again; undefined if the code does not say. */
export function retryAfter(code: ErrorCode): number | undefined {
  const error = ERROR_CODES[code];
  return 'retryAfterSeconds' in error ? error.retryAfterSeconds : undefined;
}

/** @param share of what is being prepared that is done, 0 to 1 */
export const beingPrepared = (share: number): GraphQLError =>
  new GraphQLError(ERROR_CODES.BEING_PREPARED.says, {
    extensions: { code: 'BEING_PREPARED', progress: Math.floor(share * 100) / 100 },
  });

/**
 * An error with a code of the list. @param message for people; default: the sentence of the code
 * @param node of the document, where it is wrong
 */
export const apiError = (code: ErrorCode, message: string = ERROR_CODES[code].says, node?: ASTNode): GraphQLError =>
  new GraphQLError(message, { nodes: node, extensions: { code } });

/** The code of an error; null if it has no code of the list. */
export function codeSaid(error: GraphQLError): ErrorCode | null {
  // Errors of documents that Mercurius compiled have no extensions, although their type says that they have.
  const code = (error.extensions as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : null;
}

/** The error itself if it has a code of the list; else a copy with this code. */
export function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (codeSaid(error) !== null) return error;
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code } });
}

import { GraphQLError } from 'graphql';

/**
 * Every code that a top-level error can carry in `extensions.code`, with its sentence and its HTTP status where the
 * whole request fails of it. The list is closed: a caller may rely on these codes, and the reference page is made from
 * it. An expected "no" to a mutation is none of these: it stands in `userErrors`.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { status: 401, says: 'The token is missing or wrong; it travels as "Authorization: Bearer TOKEN".' },
  BAD_REQUEST: { status: 400, says: 'The request is not a GraphQL request over HTTP.' },
  METHOD_NOT_ALLOWED: { status: 405, says: 'Only queries may travel by GET; mutations go by POST.' },
  BODY_TOO_LARGE: { status: 400, says: 'The body is larger than 256 KB.' },
  GRAPHQL_PARSE_FAILED: { status: 400, says: 'The document is not well-formed GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, says: 'The document asks for what the schema does not have.' },
  BAD_USER_INPUT: { status: 400, says: 'A variable or argument has a value that its type does not take.' },
  MODEL_UNKNOWN: { status: 400, says: 'There is no model of this id.' },
  TOO_MANY_TOKENS: { status: 400, says: 'The document has more than 2,000 tokens.' },
  QUERY_TOO_DEEP: { status: 400, says: 'The fields of the document are nested more than 10 deep.' },
  TOO_MANY_ALIASES: { status: 400, says: 'The operation uses more than 30 aliases.' },
  TOO_MANY_ROOT_FIELDS: { status: 400, says: 'The operation asks for more than 20 root fields.' },
  PAGE_TOO_LARGE: { status: 400, says: 'A page asks for more than 200 entries.' },
  TOO_MANY_SUBSCRIPTIONS: { status: 400, says: 'The socket carries as many subscriptions as one may.' },
  SUBSCRIBER_TOO_SLOW: { status: 400, says: 'The subscriber reads more slowly than things change; subscribe again.' },
  OVERLOADED: { status: 503, says: 'The server is busy and did not begin with the request; try again in a second.' },
  STORAGE_FULL: { status: 507, says: 'The disk is full: nothing was recorded. Reads go on.' },
  STORE_UNAVAILABLE: { status: 503, says: 'The log cannot be reached: nothing was recorded.' },
  VIEWS_UNAVAILABLE: {
    status: 503,
    says: 'What lists are made from cannot be reached. What is asked of a single relationship goes on, and so does recording.',
  },
  VIEWS_BEHIND: {
    status: 503,
    says: 'Lists do not show yet what the position sent along stands for; try again in a second, or without it.',
  },
  OUTCOME_UNKNOWN: {
    status: 503,
    says: 'The log was not heard in time, so whether the contact was recorded is not known; the same call again, with the same idempotencyKey, is safe.',
  },
  INTERNAL: { status: 500, says: 'A fault of the server, logged under the errorId given beside the code.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error with a code of the list. @param message for people; the code's own sentence where left out */
export const apiError = (code: ErrorCode, message: string = ERROR_CODES[code].says): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** The code that an error says of itself; null where it is none of the list. */
export function codeSaid(error: GraphQLError): ErrorCode | null {
  // Errors of compiled documents have no extensions at all, whatever their type says.
  const code = (error.extensions as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : null;
}

/** The same error, with this code where it says none of its own. */
export function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (codeSaid(error) !== null) return error;
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code } });
}

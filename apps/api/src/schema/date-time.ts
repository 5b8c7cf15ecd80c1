import { GraphQLScalarType, valueFromASTUntyped, type ValueNode } from 'graphql';
import { instantIn, quoted, toIso, whyNoInstant } from '#relationship';
import { apiError } from '../edge/errors/codes.js';

/**
 * UTC to the millisecond. @param node where the document says it; left out for a variable
 * @throws GraphQLError BAD_USER_INPUT if it is not a point in time or has no time zone
 */
function instantOf(value: unknown, node?: ValueNode): string {
  const at = typeof value === 'string' ? instantIn(value) : null;
  if (at !== null) return toIso(at);
  const why = typeof value === 'string' ? whyNoInstant(value) : null;
  const because = why === null ? '' : `${why}. `;
  const message = `${quoted(value)} is no DateTime: ${because}ISO 8601 with a time zone is wanted, such as "2026-03-02T09:30:00.000Z".`;
  throw apiError('BAD_USER_INPUT', message, node);
}

/** Input becomes text in the stored form. Output is made from that text or from milliseconds since the epoch. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'A point in time, ISO 8601. Accepted with any time zone and in every form of ISO 8601 ("2026-03-02T10:30:00+01:00", "20260302T093000Z"); what is beyond the millisecond is cut off. Served in UTC to the millisecond ("2026-03-02T09:30:00.000Z").',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (typeof value === 'number' ? toIso(value) : instantOf(value)),
  parseValue: (value) => instantOf(value),
  parseLiteral: (node) => instantOf(valueFromASTUntyped(node), node),
});

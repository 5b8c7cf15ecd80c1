import { GraphQLScalarType, Kind } from 'graphql';
import { instantIn, toIso } from '#relationship';
import { apiError } from '../edge/errors/codes.js';

/** UTC to the millisecond. @throws GraphQLError BAD_USER_INPUT if it is not a point in time or has no time zone */
function instantOf(value: unknown): string {
  const at = typeof value === 'string' ? instantIn(value) : null;
  if (at === null) throw notAnInstant();
  const instant = toIso(at);
  // Years must have four digits, so that texts sort in the order of time.
  if (instant.length !== '2026-03-02T09:30:00.000Z'.length) throw notAnInstant();
  return instant;
}

const notAnInstant = () =>
  apiError('BAD_USER_INPUT', 'A DateTime must be ISO 8601 with a time zone, such as "2026-03-02T09:30:00.000Z".');

/** Input becomes text in the stored form. Output is made from that text or from milliseconds since the epoch. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'A point in time, ISO 8601. Accepted with any time zone ("2026-03-02T10:30:00+01:00"), served in UTC to the millisecond ("2026-03-02T09:30:00.000Z").',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (typeof value === 'number' ? toIso(value) : instantOf(value)),
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : null),
});

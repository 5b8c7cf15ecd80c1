import { GraphQLScalarType, Kind } from 'graphql';
import { instantIn, toIso } from '#relationship';
import { apiError } from '../edge/errors/codes.js';

/** UTC to the millisecond. @throws GraphQLError BAD_USER_INPUT where it is no point in time, or leaves its zone open */
function instantOf(value: unknown): string {
  const at = typeof value === 'string' ? instantIn(value) : null;
  if (at === null) throw notAnInstant();
  const instant = toIso(at);
  // Years have four digits, so that texts sort as times do.
  if (instant.length !== '2026-03-02T09:30:00.000Z'.length) throw notAnInstant();
  return instant;
}

const notAnInstant = () =>
  apiError('BAD_USER_INPUT', 'A DateTime is ISO 8601 with its zone, such as "2026-03-02T09:30:00.000Z".');

/** Within the server an instant is text as stored, or milliseconds since the epoch on its way out. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'A point in time, ISO 8601. Taken with any zone ("2026-03-02T10:30:00+01:00"), served in UTC to the millisecond ("2026-03-02T09:30:00.000Z").',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (typeof value === 'number' ? toIso(value) : instantOf(value)),
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : null),
});

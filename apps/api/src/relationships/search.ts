import type { Actor } from '#access';
import { READ_NAMES } from '../edge/auth/rights.js';
import { apiError } from '../edge/errors/codes.js';
import type { RelationshipOrder } from './relationship-list.js';

/** As long as a name may be. */
const MOST_CHARACTERS = 200;

/** The argument of a list that finds relationships by name. */
export const SEARCH = {
  name: 'search',
  type: () => String,
  nullable: true,
  description: `Only customers with this in their name or id: each word of it must begin one of their words. Accents and case make no difference; a text without a letter or digit leaves nothing out. It needs the right to read customers' names. At most ${MOST_CHARACTERS} characters.`,
} as const;

/**
 * What a search tells, and what an order by name and its cursors tell, are names.
 * @throws GraphQLError FORBIDDEN for a role that may not read names; BAD_USER_INPUT for a search that is too long
 */
export function checkSearch(
  actor: Actor,
  search: string | null | undefined,
  orderBy: RelationshipOrder | null = null,
): void {
  const asked = orderBy?.field === 'NAME' ? 'the order NAME' : search ? 'the argument `search`' : null;
  if (asked !== null && !READ_NAMES.has(actor))
    throw apiError('FORBIDDEN', `The role ${actor.role} may not ${READ_NAMES.says}, and ${asked} needs that.`);
  if (search != null && search.length > MOST_CHARACTERS)
    throw apiError(
      'BAD_USER_INPUT',
      `search has ${search.length} characters; at most ${MOST_CHARACTERS} are searched for.`,
    );
}

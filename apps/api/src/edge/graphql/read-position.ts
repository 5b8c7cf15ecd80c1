import { OperationTypeNode } from 'graphql';
import type { Position } from '#event-store';
import { LONGEST_WAIT_FOR_VIEWS_MS, type Projector } from '#read-models';
import { apiError } from '../errors/codes.js';

/**
 * The header, and its name in `connection_init`, for read-your-writes on any server: a caller sends the `position` of a
 * mutation's payload, and its reads then include what that mutation recorded.
 */
export const AFTER_POSITION = { header: 'rapport-after-position', param: 'afterPosition' } as const;
export const POSITION_SAYS = `Opaque token of what this call recorded. A read that sends the token includes what was recorded, on any server of the deployment. Send it in the header \`${AFTER_POSITION.header}\`, or on a socket as \`${AFTER_POSITION.param}\` in \`connection_init\`. Null if nothing was recorded.`;

/** The digits of a 64-bit number. */
const TOKEN = /^\d{1,19}$/;

/** A log position as callers see it. */
export const tokenOf = (position: Position | null): string | null => position?.toString() ?? null;

/**
 * Resolves when the views have reached the position. A mutation decides from the log itself, so it does not wait.
 * @param token undefined or null if the caller sent none
 * @throws GraphQLError BAD_REQUEST, VIEWS_BEHIND, VIEWS_UNAVAILABLE
 */
export async function readable(operation: OperationTypeNode, token: unknown, projector: Projector): Promise<void> {
  if (token === undefined || token === null || operation === OperationTypeNode.MUTATION) return;
  if (typeof token !== 'string' || !TOKEN.test(token))
    throw apiError('BAD_REQUEST', `${AFTER_POSITION.header} must be the position of a mutation payload, unchanged.`);
  if (await projector.waitUntilTold(BigInt(token), LONGEST_WAIT_FOR_VIEWS_MS)) return;
  throw apiError(projector.stuckOn === null ? 'VIEWS_BEHIND' : 'VIEWS_UNAVAILABLE');
}

import { declares, refuse, type Refusal } from '#relationship';
import type { Sight } from '../visibility/sight.js';

/**
 * Whoever sees only some relationships can give none to a colleague outside of these, and opens none without an owner: it
 * would be out of the own sight at once.
 * @param type of the contact @param input of the caller, unchecked @param path of the owner in the input
 */
export function refuseOwner(
  sight: Sight,
  { type, input, path = 'owner' }: { readonly type: string; readonly input: object; readonly path?: string },
): Refusal | null {
  const { owner } = input as { readonly owner?: unknown };
  const isAllowed = typeof owner === 'string' ? sight.mayMakeOwner(owner) : !declares(type, 'opens') || sight.isOfAll;
  return isAllowed ? null : refuse('OWNER_NOT_IN_PORTFOLIO', path);
}

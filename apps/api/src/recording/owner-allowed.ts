import { declares, refuse, type Refusal } from '#relationship';
import type { Actor } from '../edge/auth/actor.js';
import type { Visibility } from '../visibility/visibility.js';

/**
 * Whoever sees only some relationships can give none to a colleague outside of these, and opens none without an owner: it
 * would be out of the own sight at once.
 * @param type of the contact @param input of the caller, unchecked @param path of the input in the mutation
 */
export function refuseOwner(
  visibility: Visibility,
  actor: Actor,
  { type, input, path = 'owner' }: { readonly type: string; readonly input: object; readonly path?: string },
): Refusal | null {
  const { owner } = input as { readonly owner?: unknown };
  const isAllowed =
    typeof owner === 'string'
      ? visibility.mayMakeOwner(actor, owner)
      : !declares(type, 'opens') || visibility.ownersFor(actor) === null;
  return isAllowed ? null : refuse('OWNER_NOT_IN_PORTFOLIO', path);
}

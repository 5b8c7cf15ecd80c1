import type { Actor } from '#access';
import { coverAt, refuse, type Profile, type Refusal } from '#relationship';
import { HAND_OVER } from '../edge/auth/rights.js';
import type { Sight } from '../visibility/sight.js';

const MAY_NOT = 'The owner or the cover would change. Only a lead or an administrator may hand relationships over.';

/**
 * Judges what a contact, or its retraction, does to the owner and the cover, whatever the contact is. Whoever changes them
 * needs the right to hand over. Whoever sees only some relationships hands over only among the colleagues of the own sight,
 * and opens a relationship only for one of them.
 * @param field of the input that a refusal names
 */
export const handOverAllowed =
  (actor: Actor, sight: Sight, field: string) =>
  (before: Profile | null, after: Profile | null): Refusal | null => {
    if (before === null || after === null) {
      const open = before ?? after;
      return open === null || sight.includes(open.owner) ? null : refuse('OWNER_NOT_IN_PORTFOLIO', field);
    }
    const [coverBefore, coverAfter] = [coverAt(before, sight.at), coverAt(after, sight.at)];
    const isSameOwner = before.owner === after.owner;
    const isSameCover = coverBefore?.owner === coverAfter?.owner && coverBefore?.until === coverAfter?.until;
    if (isSameOwner && isSameCover) return null;
    if (!HAND_OVER.has(actor)) return refuse('OWNER_NOT_IN_PORTFOLIO', field, MAY_NOT);
    // Who answers for a cover may pass it on, but not make it longer: the relationship goes back to its owner.
    const isPassedOn = isSameOwner && coverAfter !== null && coverAfter.until <= (coverBefore?.until ?? -Infinity);
    const isOwn = isPassedOn || (sight.includes(before.owner) && sight.includes(after.owner));
    const isCoverOwn = coverAfter === null || sight.includes(coverAfter.owner);
    return sight.isOfAll || (isOwn && isCoverOwn) ? null : refuse('OWNER_NOT_IN_PORTFOLIO', field);
  };

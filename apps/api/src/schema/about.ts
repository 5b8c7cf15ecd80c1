import { ABOUT, type About, type Target } from '#relationship';
import { groupObject } from './group-object.js';

/** The type `About` as it is served. */
export const AboutObject = groupObject(ABOUT);

/** What a target is in the words of the contacts: `issue:I-7` is `{ issueId: 'I-7' }`. */
export function aboutOf(target: Target): About | null {
  if (target === null) return null;
  const colon = target.indexOf(':');
  return { [`${target.slice(0, colon)}Id`]: target.slice(colon + 1) };
}

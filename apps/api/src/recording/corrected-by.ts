import type { Relationship } from '../relationships/relationship.type.js';
import type { Relationships } from '../relationships/relationships.js';
import { CorrectedTrust } from './corrected-trust.type.js';

/**
 * What recorded contacts changed in trust. It reads the whole relationship a second time, so call it only if it is selected.
 * @param find the relationship now, with the contacts
 * @returns null if the relationship is not open with them, or was not without them
 */
export async function correctedBy(
  contactIds: readonly string[],
  find: () => Promise<Relationship | null>,
  relationships: Relationships,
): Promise<CorrectedTrust | null> {
  const after = await find();
  const before = after === null ? null : relationships.trustWithout(contactIds, after);
  return after === null || before === null ? null : new CorrectedTrust(before, after.trust);
}

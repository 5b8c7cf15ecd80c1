import { v7 } from 'uuid';
import { ErasureRegister, type ContactLog, type KeyRing } from '#contact-log';
import { StoreUnavailable } from '#event-store';
import { isA, legalHoldSet, toMs, type Timeline } from '#relationship';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { erasuresFile } from './erasures-file.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** Who erases again. */
const REPLAYS = 'rapport:erasures';
const LIFTED_BEFORE = 'It was lifted before the customer was erased; this log is from an earlier backup.';

export type ErasedAgain = {
  readonly customerIds: readonly string[];
  /** Whom a rule keeps from it, with its code; `MERGED_WITH_OTHERS`: it would erase a customer who was not erased. */
  readonly refused: readonly { readonly customerId: string; readonly code: string }[];
};

/** Whether a hold that is in effect was set only after the erasure. */
function heldSince(timeline: Timeline, erasedAt: number): boolean {
  const inEffect = new Set(timeline.legalHolds);
  for (const contact of timeline.recorded())
    if (isA(contact, legalHoldSet) && inEffect.has(contact.data.holdId) && contact.recordedAt > erasedAt) return true;
  return false;
}

/** From now on erasures are noted outside log and keys. @throws ConfigurationInvalid the register cannot be read */
export function noteErasures(settings: StorageSettings, keys: KeyRing, lineage: string): ErasureRegister {
  try {
    const register = new ErasureRegister(erasuresFile(settings), lineage);
    keys.noteErasuresIn(register);
    return register;
  } catch (error) {
    if (error instanceof StoreUnavailable)
      throw new ConfigurationInvalid(`${error.message}. Set ERASURES_FILE to a file that can be read and written.`);
    throw error;
  }
}

/**
 * Erases again who was erased before and is not in this log: log or keys come from an older backup. A customer who was
 * opened under the same id only afterwards is another one.
 */
export async function replayErasures(log: ContactLog, register: ErasureRegister): Promise<ErasedAgain> {
  const customerIds: string[] = [];
  const refused: { customerId: string; code: string }[] = [];
  const noted = new Set(register.all().map(({ customerId }) => customerId));
  for (const { customerId, erasedAt } of register.all()) {
    // Reading an erasure also destroys the key, if it is there again.
    const timeline = await log.timelineOf(customerId);
    const [first] = timeline?.recorded() ?? [];
    if (timeline === null || timeline.erasure !== null || first === undefined) continue;
    if (first.recordedAt > toMs(erasedAt)) continue;
    // The log is from before a merge was retracted. To erase one would erase the other, who was not erased.
    if ([...timeline.recorded()].some(({ data }) => !noted.has(data.customerId))) {
      refused.push({ customerId, code: 'MERGED_WITH_OTHERS' });
      continue;
    }
    const by = { recordedBy: REPLAYS, correlationId: v7() };
    const since = heldSince(timeline, toMs(erasedAt));
    if (since) {
      refused.push({ customerId, code: 'UNDER_LEGAL_HOLD' });
      continue;
    }
    // The backup is from before the hold was lifted: nobody under a hold is erased.
    for (const holdId of timeline.legalHolds)
      await log.record({ type: 'LegalHoldLifted', input: { customerId, holdId, reason: LIFTED_BEFORE }, ...by });
    const { refusals } = await log.record({ type: 'CustomerErased', input: { customerId }, ...by });
    const [refusal] = refusals;
    if (refusal === undefined) customerIds.push(customerId);
    else refused.push({ customerId, code: refusal.code });
  }
  return { customerIds, refused };
}

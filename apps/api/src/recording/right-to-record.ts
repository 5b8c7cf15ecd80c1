import { declares, ownerAssigned } from '#relationship';
import { ADMINISTER, HAND_OVER, MERGE, RECORD, type Right } from '../edge/auth/rights.js';

/** Whoever records may record any contact, but these. */
export function rightToRecord(type: string): Right {
  if (declares(type, 'erases') || declares(type, 'holds') || declares(type, 'lifts')) return ADMINISTER;
  if (declares(type, 'joins')) return MERGE;
  return type === ownerAssigned.type ? HAND_OVER : RECORD;
}

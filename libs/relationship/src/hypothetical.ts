import { definitionOf } from './catalog.js';
import { toIso } from './instant.js';
import type { RecordedContact } from './recorded-contact.js';

/**
 * A contact that did not take place, to see what it would do. It comes after all that took place at the same instant.
 * @param name tells it from other hypothetical contacts
 */
export function hypothetical(type: string, facts: object, at: number, name = 'hypothetical'): RecordedContact {
  const data = { customerId: '', occurredAt: toIso(at), ...facts } as RecordedContact['data'];
  const defaults = definitionOf(type)?.defaults?.(data, () => `${name}:made`) ?? {};
  return {
    id: `~${name}`,
    type,
    data: { ...data, ...defaults },
    sealed: null,
    at,
    recordedAt: at,
    recordedBy: 'nobody',
    position: null,
    correlationId: name,
    causationId: null,
    idempotencyKey: null,
    fingerprint: '',
    idChosen: false,
  };
}

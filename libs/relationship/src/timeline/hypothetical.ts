import { CATALOG, definitionOf, type ContactType, type FactsIn } from '../contacts/catalog.js';
import type { Fields } from '../facts/fields.js';
import { toIso } from '../facts/instant.js';
import type { CommonFacts, RecordedContact } from '../facts/recorded-contact.js';

type Facts = Readonly<Record<string, unknown>>;
type CommonMade = Partial<Pick<CommonFacts, 'customerId' | 'occurredAt'>>;

/** As `supposedContact`, for a contact whose facts the compiler can check. */
export const hypothetical = <T extends ContactType>(
  type: T,
  facts: FactsIn<T> & CommonMade,
  at: number,
  name?: string,
): RecordedContact => supposedContact(type, facts, at, name);

/**
 * A contact that did not take place, to compute what it would do. It sorts after all recorded contacts of the same instant.
 * Ids that the server would generate are made from the name, so that the same hypothesis has the same ids each time.
 * @param facts as a caller sent them; they must be validated already
 * @param at milliseconds since the epoch
 * @param name distinguishes it from other hypothetical contacts
 */
export function supposedContact(type: string, facts: object, at: number, name = 'hypothetical'): RecordedContact {
  const definition = definitionOf(type);
  const said =
    definition !== null && WITH_GENERATED_IDS.has(type) ? withIds(facts as Facts, definition.fields, name) : facts;
  const occurredAt = (facts as Facts).occurredAt ?? toIso(at);
  const data = { customerId: '', ...said, occurredAt } as RecordedContact['data'];
  const defaults = definition?.defaults?.(data, () => `${name}:made`) ?? {};
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

/** The contact types that have ids which the server can generate. */
const WITH_GENERATED_IDS = new Set(CATALOG.filter(({ fields }) => hasGeneratedIds(fields)).map(({ type }) => type));

function hasGeneratedIds(fields: Fields): boolean {
  return Object.values(fields).some(({ field, generated }) =>
    field.kind === 'list'
      ? field.of.kind === 'group' && hasGeneratedIds(field.of.fields)
      : generated && field.kind === 'id',
  );
}

/** Adds the ids that the server would generate where they are left out, also in lists. */
function withIds(facts: Facts, fields: Fields, name: string): Facts {
  const withNewIds: Record<string, unknown> = {};
  for (const [slot, { field, generated }] of Object.entries(fields)) {
    const value = facts[slot];
    if (value === undefined && generated && field.kind === 'id') withNewIds[slot] = `${name}:${slot}`;
    else if (Array.isArray(value) && field.kind === 'list' && field.of.kind === 'group') {
      const inner = field.of.fields;
      withNewIds[slot] = (value as Facts[]).map((each, index) => withIds(each, inner, `${name}:${index}`));
    }
  }
  return { ...facts, ...withNewIds };
}

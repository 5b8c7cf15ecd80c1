import {
  type ContactType,
  DAY_MS,
  decide,
  definitionOf,
  type EvidenceEntry,
  type FactsIn,
  type RecordedContact,
  type Refusal,
  type Timeline,
  timelineAsOf,
  toIso,
} from '#relationship';

/** Day 0 of every test history. */
export const DAY_ZERO = Date.UTC(2026, 0, 1);
export const day = (days: number): number => DAY_ZERO + Math.round(days * DAY_MS);
export const isoDay = (days: number): string => toIso(day(days));

let made = 0;
/** What tells a contact from another of the same facts. `key` is its idempotency key. */
type Recording = {
  readonly recordedAt?: number;
  readonly id?: string;
  readonly key?: string;
  readonly customerId?: string;
};
/** The facts of a contact of this type, and how it was recorded. */
export type Said<T extends ContactType> = FactsIn<T> & Recording;

/** They may be left out where none is required. */
export type Facts<T extends ContactType> = object extends Said<T> ? [said?: Said<T>] : [said: Said<T>];

/** A type with facts of such a contact, for tables of several types. */
export type Telling = { [T in ContactType]: [type: T, facts: FactsIn<T>] }[ContactType];

/** A contact with customer `acme` that took place on the given day; what the server would put in is put in. */
export const on = <T extends ContactType>(days: number, type: T, ...[said]: Facts<T>): RecordedContact =>
  onUnchecked(days, type, said);

/** As `on`, where the type is known only when the test runs. */
export function onUnchecked(days: number, type: string, said: Recording & object = {}): RecordedContact {
  const { recordedAt, id, key, ...facts } = said;
  made += 1;
  const at = day(days);
  const whole = { customerId: 'acme', occurredAt: toIso(at), ...facts } as RecordedContact['data'];
  const defaults = definitionOf(type)?.defaults?.(whole, () => `made-${made}`) ?? {};
  return {
    id: id ?? `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    type,
    data: { ...whole, ...defaults },
    sealed: null,
    at,
    recordedAt: recordedAt ?? at,
    recordedBy: 'test',
    position: BigInt(made),
    correlationId: 'test',
    causationId: null,
    idempotencyKey: key ?? null,
    fingerprint: JSON.stringify([type, facts]),
    idChosen: true,
  };
}

export const opened = (days = 0, facts: Said<'RelationshipOpened'> = {}): RecordedContact =>
  on(days, 'RelationshipOpened', facts);

export const known = (...history: RecordedContact[]): Timeline =>
  timelineAsOf(history, { asOf: Infinity, knownAt: Infinity });

/** Given these facts, when this is to be recorded, then ... */
export const given = (...history: RecordedContact[]) => ({
  when: (contact: RecordedContact): string => {
    const decision = decide(known(...history), contact);
    return decision.is === 'REFUSED' ? decision.refusal.code : decision.is;
  },
  /** Null where nothing is refused. */
  refusal: (contact: RecordedContact): Refusal | null => {
    const decision = decide(known(...history), contact);
    return decision.is === 'REFUSED' ? decision.refusal : null;
  },
  /** The field that the refusal is about; null where it is about the whole, or where nothing is refused. */
  field: (contact: RecordedContact): string | null => {
    const decision = decide(known(...history), contact);
    return decision.is === 'REFUSED' ? decision.refusal.field : null;
  },
  /** What these are evidence of by a day, due times yet to pass among it: class and day. */
  evidence: (asOf = Infinity): [string, number][] => entriesOf(history, asOf).map(inShort),
  /** What counts on that day: a due time only once it has passed. */
  counting: (asOf: number): [string, number][] => countingOf(history, asOf).map(inShort),
  /** The only entry of a class that counts on a day, with its factors. */
  entry: (evidenceClass: string, asOf = Infinity): EvidenceEntry => {
    const found = countingOf(history, asOf).filter((each) => each.class === evidenceClass);
    if (found.length !== 1) throw new Error(`${found.length} entries of ${evidenceClass}`);
    return found[0] as EvidenceEntry;
  },
});

const entriesOf = (history: readonly RecordedContact[], asOf: number): readonly EvidenceEntry[] =>
  timelineAsOf(history, { asOf: asOf === Infinity ? asOf : day(asOf), knownAt: Infinity }).evidence();

const countingOf = (history: readonly RecordedContact[], asOf: number): readonly EvidenceEntry[] =>
  entriesOf(history, asOf).filter(({ at, lapse }) => (lapse ? day(asOf) > at : day(asOf) >= at));

const inShort = (entry: EvidenceEntry): [string, number] => [entry.class, (entry.at - DAY_ZERO) / DAY_MS];

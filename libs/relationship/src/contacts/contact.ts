import type { EvidenceEntry } from '../matters/evidence-entry.js';
import type { Fields, FactsOf } from '../facts/fields.js';
import type { KnownFacts } from './known-facts.js';
import type { MarkFact } from '../matters/mark.js';
import type { Target } from '../matters/target.js';
import type { Matter } from '../matters/matter.js';
import type { CommonFacts, RecordedContact } from '../facts/recorded-contact.js';
import type { Refusal, RefusalCode } from '../facts/refusal.js';

/** What the rules and the evidence of a contact may look at. */
export type Ruling<F> = {
  readonly facts: CommonFacts & F;
  readonly at: number;
  /** The facts as they stood, as we know them now. */
  readonly known: KnownFacts;
  /** Whether this obligation was owed when it occurred. */
  readonly isOwed: (obligationId: string) => boolean;
};

/** The part of an entry that a contact decides; the rest follows from the contact and its matter. */
export type EvidenceOf = Pick<EvidenceEntry, 'class'> & Partial<Omit<EvidenceEntry, 'class' | 'causeEventId'>>;

/** One contact: its mutation, its event, its facts, its rules, what it says of its target and what evidence it is. */
export type ContactDefinition<T extends string = string, F extends Fields = Fields> = {
  readonly type: T;
  /** Null for markers, which no caller records. */
  readonly mutation: string | null;
  readonly says: string;
  /** Appended by a watcher to say that time passed; nothing is derived from it. */
  readonly isMarker?: true;
  readonly fields: F;
  /** Whether it is a word with the customer, from which the cadence counts. */
  readonly isInteraction: boolean;
  /** Where that depends on its facts. */
  isInteractionWhen?(facts: CommonFacts & FactsOf<F>): boolean;
  /** What its own rules may answer, beside what any contact may be refused for. */
  readonly refusals: readonly RefusalCode[];
  /** For the reference page: the evidence classes it may become, in a sentence. */
  readonly evidenceSays: string;
  /** What it is about; null for nothing in particular. Left out: never about anything. */
  target?(facts: CommonFacts & FactsOf<F>): Target;
  /** The id by which this very fact is known; null where it has none of its own. */
  identity?(facts: CommonFacts & FactsOf<F>): string | null;
  /** Whether the earlier contact of this identity is still what it was, so that saying it again is a repeat. */
  stillHolds?(ruling: Ruling<FactsOf<F>>, contactId: string): boolean;
  /** Defaults that the server puts in; outside of what tells a repeat from a conflict. */
  defaults?(facts: CommonFacts & FactsOf<F>, newId: () => string): Partial<CommonFacts & FactsOf<F>>;
  /** The rules, each against the facts as they stood when it occurred. Null: it may be recorded. */
  refuse?(ruling: Ruling<FactsOf<F>>): Refusal | null;
  marks?(facts: CommonFacts & FactsOf<F>, at: number): readonly (MarkFact & { readonly target?: Target })[];
  evidence?(contact: RecordedContact<T, FactsOf<F>>, matter: Matter): readonly EvidenceOf[];
};

/** Declares a contact; the types of its event and rules follow from its fields. */
export const contact = <const T extends string, F extends Fields>(
  definition: ContactDefinition<T, F>,
): ContactDefinition<T, F> => definition;

export type EventOf<D> = D extends ContactDefinition<infer T, infer F> ? RecordedContact<T, FactsOf<F>> : never;

import type { EvidenceEntry } from '../matters/evidence-entry.js';
import type { Fields, FactsOf } from '../facts/fields.js';
import type { KnownFacts } from './known-facts.js';
import type { AgreedFacts, Profile } from './profile.js';
import type { Stakeholder } from '../facts/stakeholder.js';
import type { MarkFact } from '../matters/mark.js';
import type { Target } from '../matters/target.js';
import type { Matter } from '../matters/matter.js';
import type { Found, NoEvidence } from '../matters/no-evidence.js';
import type { CommonFacts, RecordedContact } from '../facts/recorded-contact.js';
import type { Refusal, RefusalCode } from '../facts/refusal.js';

/** What the rules of a contact may read. */
export type Ruling<F> = {
  readonly facts: CommonFacts & F;
  readonly at: number;
  /** The facts as we know them now, each with the time at which it happened. */
  readonly known: KnownFacts;
  /** Whether this obligation was owed when the contact occurred. */
  readonly isOwed: (obligationId: string) => boolean;
};

/** `value` in the outcome's own unit; null where the kind alone is the outcome. */
export type Outcome = { readonly kind: string; readonly value: number | null };

/** The part of an entry that a contact decides; the rest follows from the contact and its matter. */
export type EvidenceOf = Pick<EvidenceEntry, 'class'> & Partial<Omit<EvidenceEntry, 'class' | 'causeEventId'>>;

/**
 * One contact type: its mutation, event, facts, rules, marks and evidence. Its special roles are declared here too, so no
 * other code lists contacts by type.
 */
export type ContactDefinition<T extends string = string, F extends Fields = Fields> = {
  readonly type: T;
  /** Null where no caller records it. */
  readonly mutation: string | null;
  readonly says: string;
  readonly fields: F;
  /** Whether it is an interaction with the customer. The cadence counts from the last one. */
  readonly isInteraction: boolean;
  /** For a contact that is an interaction only with certain facts. */
  isInteractionWhen?(facts: CommonFacts & FactsOf<F>): boolean;
  /** Whether it may be recorded while the relationship is closed. Left out: it is refused then. */
  readonly takenWhenClosed?: true;
  /** It opens the relationship. @returns the first profile */
  opens?(contact: RecordedContact<T, FactsOf<F>>): Profile;
  /** It changes the terms of the relationship. @returns the profile after it */
  shapes?(profile: Profile, contact: RecordedContact<T, FactsOf<F>>): Profile;
  /** The terms that it states. Left out: it states none, but it may still change the profile. */
  agrees?(facts: CommonFacts & FactsOf<F>): AgreedFacts;
  /** It names a person at the customer, to whom other contacts may refer from then on. */
  introduces?(facts: CommonFacts & FactsOf<F>): Stakeholder;
  /** It defers an obligation. @returns which one, and until when in milliseconds since the epoch; Infinity: permanently */
  defers?(facts: CommonFacts & FactsOf<F>): { readonly obligationId: string; readonly until: number };
  /** The root need that the customer stated, in words; undefined if nobody wrote it down. */
  need?(facts: CommonFacts & FactsOf<F>): string | undefined;
  /** It retracts another contact. @returns the id of that contact */
  retracts?(facts: CommonFacts & FactsOf<F>): string;
  /**
   * It joins another relationship to this one: from then on the contacts of both count here. @returns the id of the other's
   * customer
   */
  joins?(facts: CommonFacts & FactsOf<F>): string;
  /** It is the end of a relationship that is joined to another. @returns to which one, and the contact that joins it */
  leadsTo?(facts: CommonFacts & FactsOf<F>): { readonly customerId: string; readonly mergeId: string };
  /** It keeps the customer from being erased. @returns the id of the hold */
  holds?(facts: CommonFacts & FactsOf<F>): string;
  /** It ends such a hold, for good. @returns the id of the hold */
  lifts?(facts: CommonFacts & FactsOf<F>): string;
  /** It erases the customer: the key is destroyed, and nothing is recorded after it. */
  readonly erases?: true;
  /** What the customer later did. Validation predicts it; no score depends on it. */
  outcome?(facts: CommonFacts & FactsOf<F>): Outcome;
  /** The customer or a system of record knows of it too, so a recorder cannot hide it. */
  readonly isKnownToOthers?: true;
  /**
   * A watcher appends it when a time has passed; nothing is derived from it. @returns a key: the event id is made from it,
   * so that several watchers append the marker only once
   */
  marker?(facts: FactsOf<F>, at: number): string;
  /** The codes that its own rules can return, in addition to COMMON_REFUSALS. */
  readonly refusals: readonly RefusalCode[];
  /** For the reference page: the evidence classes it may become, in a sentence. */
  readonly evidenceSays: string;
  /** What it is about; null: it has no target. Left out: it never has one. */
  target?(facts: CommonFacts & FactsOf<F>): Target;
  /** The id that two records of the same fact share; null where the fact has none. */
  identity?(facts: CommonFacts & FactsOf<F>): string | null;
  /** Whether the earlier contact of this identity is still in effect; only then is the same contact again a repeat. */
  stillHolds?(ruling: Ruling<FactsOf<F>>, contactId: string): boolean;
  /** Facts that the server adds where they are left out. Comparing a repeat with its first call leaves them out. */
  defaults?(facts: CommonFacts & FactsOf<F>, newId: () => string): Partial<CommonFacts & FactsOf<F>>;
  /** Its rules, checked against the facts as of the time at which it occurred. Null: it may be recorded. */
  refuse?(ruling: Ruling<FactsOf<F>>): Refusal | null;
  marks?(facts: CommonFacts & FactsOf<F>, at: number): readonly (MarkFact & { readonly target?: Target })[];
  /** What evidence it is, or why it is none. Each contact has either this rule or `neverEvidence`. */
  evidence?(contact: RecordedContact<T, FactsOf<F>>, matter: Matter): Found<EvidenceOf>;
  /** Why no contact of this type is ever evidence. */
  readonly neverEvidence?: NoEvidence;
};

/** Declares a contact; the types of its event and rules follow from its fields. */
export const contact = <const T extends string, F extends Fields>(
  definition: ContactDefinition<T, F>,
): ContactDefinition<T, F> => definition;

/** Whether the contact is the one that this definition declares; its facts are then typed. */
export const isA = <T extends string, F extends Fields>(
  recorded: RecordedContact,
  definition: ContactDefinition<T, F>,
): recorded is RecordedContact<T, FactsOf<F>> => recorded.type === definition.type;

/** A recorded contact as this definition declares it. */
export type EventOf<D> = D extends ContactDefinition<infer T, infer F> ? RecordedContact<T, FactsOf<F>> : never;

import type { ReturnTypeFuncValue } from '@nestjs/graphql';
import type { ContactEvent } from '#relationship';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import { TrustBandEnum } from '../schema/trust-band.js';

type ServedAs = {
  /** Name of the field in the schema. */
  readonly name: string;
  /** Its enum, if the catalog declares the fact as text but the schema has an enum for it. */
  readonly type?: ReturnTypeFuncValue;
};
/** Only facts that the contact declares can be named. */
type ByContact = {
  readonly [E in ContactEvent as E['type']]?: { readonly [N in keyof E['data']]?: ServedAs };
};

/**
 * GraphQL wants one type for a field name on all contacts, else one selection cannot have fragments on two of them. So a
 * fact whose name has another meaning on another contact gets a different name in the schema. Stored facts and inputs keep
 * their names.
 */
const SERVED_AS: Readonly<Record<string, Readonly<Record<string, ServedAs>>>> = {
  EscalationRaised: { kind: { name: 'escalationKind' } },
  OutcomeObserved: { kind: { name: 'outcomeKind' }, value: { name: 'outcomeValue' } },
  ObligationLapsed: { kind: { name: 'obligationKind', type: ObligationKindEnum } },
  BandCrossed: {
    from: { name: 'fromBand', type: TrustBandEnum },
    to: { name: 'toBand', type: TrustBandEnum },
  },
  // `contactId` is the id of the retraction itself.
  ContactRetracted: { contactId: { name: 'retractsContactId' } },
} satisfies ByContact;

/** The name of a fact in the schema; usually its stored name. */
export const servedAs = (contactType: string, fact: string): ServedAs =>
  SERVED_AS[contactType]?.[fact] ?? { name: fact };

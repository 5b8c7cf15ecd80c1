import type { ReturnTypeFuncValue } from '@nestjs/graphql';
import type { ContactEvent } from '#relationship';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import { TrustBandEnum } from '../schema/trust-band.js';

type ServedAs = {
  /** Name of the field in the schema. */
  readonly name: string;
  /** Its type, where the declaration says text and the schema has an enumeration for it. */
  readonly type?: ReturnTypeFuncValue;
};
/** Only facts that the contact declares can be named. */
type ByContact = {
  readonly [E in ContactEvent as E['type']]?: { readonly [N in keyof E['data']]?: ServedAs };
};

/**
 * A field name has one type on all contacts; else fragments on two of them could not stand in one selection. So a fact
 * whose name means something else on another contact is served under a name of its own. Stored facts and inputs keep theirs.
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

/** What a fact of this contact is called in the schema: mostly as it is stored. */
export const servedAs = (contactType: string, fact: string): ServedAs =>
  SERVED_AS[contactType]?.[fact] ?? { name: fact };

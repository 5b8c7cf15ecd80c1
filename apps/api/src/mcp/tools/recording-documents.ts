import { mutationTypeName } from '../../schema/mutation-type-name.js';
import type { RecordingTool } from './recordings.js';

const OBLIGATION = 'obligationId kind dueAt pointsAtStake';
const REFUSALS = 'userErrors { code field message }';

/** Whether a contact would be recorded, and what it would do. */
export const rehearsalOf = `query ($customerId: ID!, $contact: ReplacementInput!, $contacts: [HypotheticalContactInput!]!) {
  rehearsal(contact: $contact) { outcome ${REFUSALS} }
  effect: whatIf(customerId: $customerId, contacts: $contacts) {
    asOf before { score band } after { score band }
    contributions { points class }
    discharged { ${OBLIGATION} } owed { ${OBLIGATION} } moved { before { ${OBLIGATION} } after { ${OBLIGATION} } }
  }
}`;

export const mutationOf = ({
  mutation,
}: RecordingTool): string => `mutation ($input: ${mutationTypeName(mutation, 'Input')}!) {
  recorded: ${mutation}(input: $input) {
    contact { contactId type occurredAt }
    relationship { customerId trust { score band } }
    replayed ${REFUSALS}
  }
}`;

import { ask } from '../ask/ask.js';
import type { ContactForm } from '../ask/contact-form.js';
import { FORMS } from '../ask/forms.js';
import { ReplaceDocument, TypedDocumentString, type ContactType, type RecordedFragment } from '../ask/operations.js';
import { filledFrom, type Filled } from './filled.js';
import { record } from './record.js';

/** The form with which a contact of this type can be corrected; null if there is none. */
export const formToCorrect = (type: ContactType): ContactForm | null =>
  FORMS.find(({ records, beyond }) => beyond !== null && records === type) ?? null;

/** What the contact states, as its form shows it; null if it states more than the form holds. @param id of the node */
export async function statedIn(form: ContactForm, id: string): Promise<Filled | null> {
  const beyond = form.beyond ?? [];
  const about = 'about { issueId expectationId requestId needId actionId }';
  const fields = [...form.fields.map(({ name }) => (name === 'about' ? about : name)), ...beyond].join(' ');
  const query = `query Stated($id: ID!) { node(id: $id) { ... on ${form.records} { ${fields} } } }`;
  const document = new TypedDocumentString<{ node: Readonly<Record<string, unknown>> | null }, { id: string }>(query);
  const { node } = await ask(document, { id });
  const statesMore = beyond.some((selection) => node?.[selection.split(' ')[0] ?? ''] != null);
  return statesMore ? null : filledFrom(form, node ?? {});
}

/** Records the corrected contact in place of the one on record. */
export const replace = (
  { mutation }: ContactForm,
  contactId: string,
  contact: Readonly<Record<string, unknown>>,
): Promise<RecordedFragment> => record(ReplaceDocument, { contactId, contact: { [mutation]: contact } });

import { DeferDocument, TypedDocumentString, type RecordedFragment } from '../ask/operations.js';
import type { ContactForm } from '../ask/contact-form.js';
import { record } from './record.js';

/** Records a contact of any type: the same mutation as a deferral, with other names. */
export function recordAny(form: ContactForm, input: Readonly<Record<string, unknown>>): Promise<RecordedFragment> {
  const { mutation, input: type } = form;
  const text = DeferDocument.toString()
    .replace('DeferObligationInput', type)
    .replace('deferObligation(', `${mutation}(`);
  return record(new TypedDocumentString<{ recorded: RecordedFragment }, { input: object }>(text), input);
}

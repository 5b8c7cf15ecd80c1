import type { Outcome, RecordedContact } from '#relationship';
import { instant, number, position, text, type Dataset } from './dataset.js';

export type OutcomeRow = { readonly contact: RecordedContact; readonly outcome: Outcome };

export const OUTCOMES: Dataset<OutcomeRow> = {
  name: 'outcomes',
  says: 'What a customer later did, as far as it was not retracted. Never input to the score, only to its validation: what was recorded after a moment must not be used to predict from it.',
  columns: [
    text('customer_id', 'The customer.', ({ contact }) => contact.data.customerId),
    text('kind', 'RENEWED, LEFT, CSAT, NPS or whatever was recorded.', ({ outcome }) => outcome.kind),
    number('value', 'Its value in its own unit; null where the kind says it all.', ({ outcome }) => outcome.value),
    instant('occurred_at', 'When it happened.', ({ contact }) => contact.at),
    instant('recorded_at', 'When it became known.', ({ contact }) => contact.recordedAt),
    text('recorded_by', 'Who recorded it.', ({ contact }) => contact.recordedBy),
    text(
      'stakeholder_id',
      'The person at the customer it is of; null where nobody in particular.',
      ({ contact }) => contact.data.stakeholderId ?? null,
    ),
    text('event_id', 'The event that says so.', ({ contact }) => contact.id),
    position('position', 'Where that stands in the log.', ({ contact }) => contact.position),
  ],
};

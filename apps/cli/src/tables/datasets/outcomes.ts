import type { Outcome, RecordedContact } from '#relationship';
import { instant, number, position, text, type Dataset } from './dataset.js';

export type OutcomeRow = { readonly contact: RecordedContact; readonly outcome: Outcome };

export const OUTCOMES: Dataset<OutcomeRow> = {
  name: 'outcomes',
  says: 'What a customer later did; retracted outcomes are left out. Outcomes are never input to the score, only to its validation: a prediction as of a time must not use what was recorded after that time.',
  columns: [
    text('customer_id', 'The customer.', ({ contact }) => contact.data.customerId),
    text('kind', 'RENEWED, LEFT, CSAT, NPS or whatever was recorded.', ({ outcome }) => outcome.kind),
    number('value', 'Its value, in the unit of its kind; null if the kind needs none.', ({ outcome }) => outcome.value),
    instant('occurred_at', 'When it happened.', ({ contact }) => contact.at),
    instant('recorded_at', 'When it became known.', ({ contact }) => contact.recordedAt),
    text('recorded_by', 'Who recorded it.', ({ contact }) => contact.recordedBy),
    text(
      'stakeholder_id',
      'The person at the customer whom it concerns; null if it concerns nobody in particular.',
      ({ contact }) => contact.data.stakeholderId ?? null,
    ),
    text('event_id', 'The event that recorded it.', ({ contact }) => contact.id),
    position('position', 'The log position of that event.', ({ contact }) => contact.position),
  ],
};

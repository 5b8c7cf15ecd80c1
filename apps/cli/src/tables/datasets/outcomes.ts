import type { RecordedContact } from '#relationship';
import { instant, number, position, text, type Dataset } from './dataset.js';

type Outcome = { readonly kind: string; readonly value?: number };
const outcomeOf = (contact: RecordedContact) => contact.data as unknown as Outcome;

export const OUTCOMES: Dataset<RecordedContact> = {
  name: 'outcomes',
  says: 'What a customer later did, as far as it was not retracted. Never input to the score, only to its validation: what was recorded after a moment must not be used to predict from it.',
  columns: [
    text('customer_id', 'The customer.', ({ data }) => data.customerId),
    text('kind', 'RENEWED, LEFT, CSAT, NPS or whatever was recorded.', (contact) => outcomeOf(contact).kind),
    number(
      'value',
      'Its value in its own unit; null where the kind says it all.',
      (contact) => outcomeOf(contact).value ?? null,
    ),
    instant('occurred_at', 'When it happened.', ({ at }) => at),
    instant('recorded_at', 'When it became known.', ({ recordedAt }) => recordedAt),
    text('recorded_by', 'Who recorded it.', ({ recordedBy }) => recordedBy),
    text(
      'stakeholder_id',
      'The person at the customer it is of; null where nobody in particular.',
      ({ data }) => data.stakeholderId ?? null,
    ),
    text('event_id', 'The event that says so.', ({ id }) => id),
    position('position', 'Where that stands in the log.', (contact) => contact.position),
  ],
};

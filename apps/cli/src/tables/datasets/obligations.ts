import { MINUTE_MS, type Obligation } from '#relationship';
import { flag, instant, number, text, type Dataset } from './dataset.js';

export type ObligationRow = {
  readonly customerId: string;
  readonly owner: string | null;
  readonly asOf: number;
  readonly obligation: Obligation;
  readonly pointsAtStake: number;
  /** Milliseconds since the epoch, Infinity for good; null where it is not put off. */
  readonly deferredUntil: number | null;
  readonly model: string;
};

export const OBLIGATIONS: Dataset<ObligationRow> = {
  name: 'obligations',
  says: 'One thing owed to a customer as of a time, those put off among them. Working days are Monday to Friday.',
  columns: [
    text('customer_id', 'The customer.', ({ customerId }) => customerId),
    text('obligation_id', 'The same for as long as it is owed.', ({ obligation }) => obligation.id),
    text(
      'kind',
      'DISCLOSE, UPDATE, DELIVER, CHECK_IN, RETROSPECT, FOLLOW_UP or HEADS_UP.',
      ({ obligation }) => obligation.kind,
    ),
    text(
      'about',
      'What it is about, as issue:ID, expectation:ID, request:ID, need:ID or action:ID; null for nothing in particular, as of a check-in.',
      ({ obligation }) => obligation.about,
    ),
    instant('as_of', 'The first clock: of what had happened by then.', ({ asOf }) => asOf),
    instant('due_at', 'When it is due.', ({ obligation }) => obligation.dueAt),
    number(
      'minutes_left',
      'From as_of to due_at, minutes; negative when it is overdue.',
      ({ obligation, asOf }) => (obligation.dueAt - asOf) / MINUTE_MS,
    ),
    number(
      'points_at_stake',
      'Trust if it is met now less trust if it lapses, points: both just after due_at, or as of as_of where that has passed.',
      ({ pointsAtStake }) => pointsAtStake,
    ),
    flag(
      'deferred',
      'Whether somebody has put it off until later than as_of, or for good.',
      ({ deferredUntil }) => deferredUntil !== null,
    ),
    instant('deferred_until', 'Until when; null where it is not put off, or for good.', ({ deferredUntil }) =>
      deferredUntil === Infinity ? null : deferredUntil,
    ),
    text('owner', 'The account manager who answers for the relationship; null for none.', ({ owner }) => owner),
    text(
      'cause_event_id',
      'The event it comes from; of a check-in the last contact.',
      ({ obligation }) => obligation.causeEventId,
    ),
    text(
      'model',
      'The model that says what is at stake, and how often a segment is owed a check-in.',
      ({ model }) => model,
    ),
  ],
};

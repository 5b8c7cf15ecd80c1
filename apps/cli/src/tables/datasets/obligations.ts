import { MINUTE_MS, type Obligation } from '#relationship';
import type { Forecast } from '#trust';
import { flag, instant, integer, number, text, type Dataset } from './dataset.js';

export type ObligationRow = {
  readonly customerId: string;
  readonly owner: string | null;
  readonly asOf: number;
  readonly obligation: Obligation;
  readonly pointsAtStake: number;
  /** Null for all but open promises that are not overdue. */
  readonly forecast: Forecast | null;
  /** Milliseconds since the epoch, Infinity for no end; null if it is not deferred. */
  readonly deferredUntil: number | null;
  readonly model: string;
};

export const OBLIGATIONS: Dataset<ObligationRow> = {
  name: 'obligations',
  says: 'One obligation to a customer as of a time, deferred ones included. Working days and business hours follow CALENDAR; by default they are Monday to Friday.',
  hasForecasts: true,
  columns: [
    text('customer_id', 'The customer.', ({ customerId }) => customerId),
    text('obligation_id', 'Its id, which does not change while it is owed.', ({ obligation }) => obligation.id),
    text(
      'kind',
      'DISCLOSE, RESPOND, UPDATE, DELIVER, CHECK_IN, RETROSPECT, FOLLOW_UP or HEADS_UP.',
      ({ obligation }) => obligation.kind,
    ),
    text(
      'about',
      'Its subject: issue:ID, expectation:ID, request:ID, need:ID or action:ID; null if it has none, as for a check-in.',
      ({ obligation }) => obligation.about,
    ),
    instant('as_of', 'The first clock: only what had happened by this time counts.', ({ asOf }) => asOf),
    instant('due_at', 'When it is due.', ({ obligation }) => obligation.dueAt),
    number(
      'minutes_left',
      'From as_of to due_at, minutes; negative when it is overdue.',
      ({ obligation, asOf }) => (obligation.dueAt - asOf) / MINUTE_MS,
    ),
    number(
      'points_at_stake',
      'Trust if it is met now minus trust if it lapses, points; both as of just after due_at, or as of as_of if due_at has passed.',
      ({ pointsAtStake }) => pointsAtStake,
    ),
    number(
      'miss_risk',
      'For DELIVER: the probability that the promise is missed, 0 to 1 (docs/forecast.md). Null for other kinds, and if it is overdue.',
      ({ forecast }) => forecast?.risk ?? null,
    ),
    text(
      'promise_group',
      'The group of the promise; null if it has none, and where miss_risk is null.',
      ({ forecast }) => forecast?.group ?? null,
    ),
    integer(
      'own_kept',
      'How many promises of the group were kept to this customer; null where miss_risk is.',
      ({ forecast }) => forecast?.kept ?? null,
    ),
    integer(
      'own_missed',
      'How many promises of the group were missed to this customer; null where miss_risk is.',
      ({ forecast }) => forecast?.missed ?? null,
    ),
    integer(
      'group_kept',
      'How many promises of the group were kept to all customers before the week of as_of; of all promises if it has no group. Null where miss_risk is.',
      ({ forecast }) => forecast?.groupKept ?? null,
    ),
    integer(
      'group_missed',
      'How many promises of the group were missed to all customers before the week of as_of; of all promises if it has no group. Null where miss_risk is.',
      ({ forecast }) => forecast?.groupMissed ?? null,
    ),
    number(
      'kept_rate',
      'The share of promises of the group that is kept, 0 to 1, by which the forecast begins; null where miss_risk is.',
      ({ forecast }) => forecast?.keptRate ?? null,
    ),
    instant(
      'answers_since',
      'The Monday of the week in which the first of these answers became known; null if there is none.',
      ({ forecast }) => forecast?.since ?? null,
    ),
    integer(
      'calibrated_on',
      'On how many answered promises the risk was calibrated; 0 if it was not. Null where miss_risk is.',
      ({ forecast }) => forecast?.calibratedOn ?? null,
    ),
    flag(
      'deferred',
      'Whether it is deferred to a time after as_of, or without end.',
      ({ deferredUntil }) => deferredUntil !== null,
    ),
    instant(
      'deferred_until',
      'The end of the deferral; null if it is not deferred, or deferred without end.',
      ({ deferredUntil }) => (deferredUntil === Infinity ? null : deferredUntil),
    ),
    text('owner', 'The account manager who owns the relationship; null if nobody does.', ({ owner }) => owner),
    text(
      'cause_event_id',
      'The event it is derived from; for a check-in, the last contact.',
      ({ obligation }) => obligation.causeEventId,
    ),
    text(
      'model',
      'The model used for points_at_stake and for the check-in cadence of the segment.',
      ({ model }) => model,
    ),
  ],
};

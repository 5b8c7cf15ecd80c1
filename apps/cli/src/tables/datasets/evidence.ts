import { type EvidenceEntry, MINUTE_MS, type Recovery } from '#relationship';
import type { Contribution } from '#trust';
import { flag, instant, number, text, type Dataset } from './dataset.js';

export type EvidenceRow = {
  readonly customerId: string;
  readonly asOf: number;
  readonly entry: EvidenceEntry;
  readonly model: string;
  /** Null while it does not count yet, or if the model does not know its class. */
  readonly contribution: Contribution | null;
};

const UNCOUNTED = 'null while it does not count yet, or if the model does not know its class';
const recovery = (name: string, flagName: keyof Recovery, says: string) =>
  flag<EvidenceRow>(
    name,
    `${says} Null if it is not about an issue or promise.`,
    ({ entry }) => entry.recovery?.[flagName] ?? null,
  );

export const EVIDENCE: Dataset<EvidenceRow> = {
  name: 'evidence',
  says: 'One piece of evidence about one relationship as of a time, with its raw factors and its weight under a model. Due times that are still ahead are included.',
  columns: [
    text('customer_id', 'The customer.', ({ customerId }) => customerId),
    instant('as_of', 'The first clock: only what had happened by this time counts.', ({ asOf }) => asOf),
    text('class', 'The evidence class, as model documents name it.', ({ entry }) => entry.class),
    instant(
      'occurs_at',
      'The time from which it counts; for a lapse, the due time, which may be in the future.',
      ({ entry }) => entry.at,
    ),
    flag(
      'lapse',
      'Whether it is a due time that passes unmet; it counts only after that time.',
      ({ entry }) => entry.lapse,
    ),
    text(
      'severity',
      'MINOR, NORMAL or MAJOR: the severity of its issue; NORMAL if it has no issue.',
      ({ entry }) => entry.severity,
    ),
    flag(
      'self_reported',
      'Whether it is only our own statement and was not observed; it weighs less if it is in our favour.',
      ({ entry }) => entry.selfReported,
    ),
    number(
      'told_after_minutes',
      'How long the customer waited for a disclosure, minutes; 0 if told at once; null for other evidence.',
      ({ entry }) => minutes(entry.inform?.tookMs),
    ),
    number('notice_minutes', 'The notice that was promised, minutes; null unless it is a disclosure.', ({ entry }) =>
      minutes(entry.inform?.noticeMs),
    ),
    recovery('informed_within_notice', 'informedWithinNotice', 'The customer was informed within the notice.'),
    recovery('workaround_offered', 'workaroundOffered', 'A workaround was offered.'),
    recovery('reason_explained', 'reasonExplained', 'The reason was explained.'),
    recovery('renewed_promise_kept', 'renewedPromiseKept', 'The renewed promise was kept.'),
    recovery('joint_retrospective', 'jointRetrospective', 'A retrospective with both views was held about it.'),
    text(
      'cause_event_id',
      'The event it is derived from; for a lapse, the event that set the due time.',
      ({ entry }) => entry.causeEventId,
    ),
    text('obligation_id', 'For a lapse, the obligation that lapsed; else null.', ({ entry }) => entry.obligationId),
    text('model', 'The model used for the columns that follow.', ({ model }) => model),
    number(
      'magnitude',
      `Its size relative to its class, 0 or more: 1 for an observed fact of normal severity, disclosed at once, with no recovery; ${UNCOUNTED}.`,
      ({ contribution }) => contribution?.magnitude ?? null,
    ),
    number(
      'remaining',
      `The share that remains after decay by age, 0 to 1; ${UNCOUNTED}.`,
      ({ contribution }) => contribution?.remaining ?? null,
    ),
    number(
      'points',
      `Its contribution to the score, points, signed: prior + all points + cap = score, with prior and cap as in trust; ${UNCOUNTED}.`,
      ({ contribution }) => contribution?.points ?? null,
    ),
  ],
};

const minutes = (ms: number | undefined): number | null => (ms === undefined ? null : ms / MINUTE_MS);

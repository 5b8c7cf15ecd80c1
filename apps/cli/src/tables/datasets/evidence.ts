import { type EvidenceEntry, MINUTE_MS, type Recovery } from '#relationship';
import type { Contribution } from '#trust';
import { flag, instant, number, text, type Dataset } from './dataset.js';

export type EvidenceRow = {
  readonly customerId: string;
  readonly asOf: number;
  readonly entry: EvidenceEntry;
  readonly model: string;
  /** Null while it does not count yet, or where the model does not know its class. */
  readonly contribution: Contribution | null;
};

const UNCOUNTED = 'null while it does not count yet, and where the model does not know its class';
const recovery = (name: string, flagName: keyof Recovery, says: string) =>
  flag<EvidenceRow>(
    name,
    `${says} Null where it is about no issue or promise.`,
    ({ entry }) => entry.recovery?.[flagName] ?? null,
  );

export const EVIDENCE: Dataset<EvidenceRow> = {
  name: 'evidence',
  says: 'One piece of evidence about one relationship as of a time, with its raw factors and with what it weighs under a model; due times yet to pass are among them.',
  columns: [
    text('customer_id', 'The customer.', ({ customerId }) => customerId),
    instant('as_of', 'The first clock: of what had happened by then.', ({ asOf }) => asOf),
    text('class', 'The evidence class, as model documents name it.', ({ entry }) => entry.class),
    instant(
      'occurs_at',
      'From when it counts; of a lapse, the due time, which may lie ahead.',
      ({ entry }) => entry.at,
    ),
    flag('lapse', 'A due time passing by itself: counts only after its time.', ({ entry }) => entry.lapse),
    text(
      'severity',
      'MINOR, NORMAL or MAJOR, of the issue it is about; NORMAL where it is about none.',
      ({ entry }) => entry.severity,
    ),
    flag(
      'self_reported',
      'Our own word for it rather than something seen; weighs less where it speaks for us.',
      ({ entry }) => entry.selfReported,
    ),
    number(
      'told_after_minutes',
      'How long the customer waited for a disclosure, minutes; 0 where told at once; null for all else.',
      ({ entry }) => minutes(entry.inform?.tookMs),
    ),
    number('notice_minutes', 'The notice that was promised, minutes; null for all but disclosures.', ({ entry }) =>
      minutes(entry.inform?.noticeMs),
    ),
    recovery('informed_within_notice', 'informedWithinNotice', 'The customer was informed within the notice.'),
    recovery('workaround_offered', 'workaroundOffered', 'A workaround was offered.'),
    recovery('reason_explained', 'reasonExplained', 'The reason was explained.'),
    recovery('renewed_promise_kept', 'renewedPromiseKept', 'The renewed promise was kept.'),
    recovery('joint_retrospective', 'jointRetrospective', 'A retrospective with both views looked back on it.'),
    text(
      'cause_event_id',
      'The event it comes from; of a lapse, the one that set the due time.',
      ({ entry }) => entry.causeEventId,
    ),
    text('obligation_id', 'Of a lapse, the obligation that lapsed; else null.', ({ entry }) => entry.obligationId),
    text('model', 'The model of the columns that follow.', ({ model }) => model),
    number(
      'magnitude',
      `How much of its class it is, 0 or more: 1 for an observed fact of normal severity, told of at once, not made good; ${UNCOUNTED}.`,
      ({ contribution }) => contribution?.magnitude ?? null,
    ),
    number(
      'remaining',
      `What age has left of it, 0 to 1; ${UNCOUNTED}.`,
      ({ contribution }) => contribution?.remaining ?? null,
    ),
    number(
      'points',
      `What it does to the score, points, signed: prior + all points + cap = score, prior and cap as in trust; ${UNCOUNTED}.`,
      ({ contribution }) => contribution?.points ?? null,
    ),
  ],
};

const minutes = (ms: number | undefined): number | null => (ms === undefined ? null : ms / MINUTE_MS);

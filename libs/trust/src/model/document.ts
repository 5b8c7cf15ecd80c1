import { type Checked, type Field, flag, list, named, number, orNull, partial, record, text } from './field.js';

// Within these bounds no sum of any history can overflow, so a score is always a finite number.
const LARGEST = 1_000;
const weight = number(`from -${LARGEST} to ${LARGEST}`, (value) => Math.abs(value) <= LARGEST);
const positive = number(`above 0, up to ${LARGEST}`, (value) => value > 0 && value <= LARGEST);
const notNegative = number(`from 0 to ${LARGEST}`, (value) => value >= 0 && value <= LARGEST);
const halfLife = number('of days from 0.0001 to 100000', (value) => value >= 0.0001 && value <= 100_000);
const priorWeightOf = number(`from 0.001 to ${LARGEST}`, (value) => value >= 0.001 && value <= LARGEST);
const fraction = number('from 0 to 1', (value) => value >= 0 && value <= 1);
const within = number('between 0 and 1, neither included', (value) => value > 0 && value < 1);

const wholeDays = number(
  'of whole days from 1 to 3650',
  (value) => Number.isInteger(value) && value >= 1 && value <= 3650,
);

const hours = number('of hours from 0.25 to 87600', (value) => value >= 0.25 && value <= 87_600);
const bySeverity = record({ MINOR: hours, NORMAL: hours, MAJOR: hours });
const waitingHours = { respondHours: bySeverity, updateHours: bySeverity };

const everyDimension = <T>(field: Field<T>) =>
  record({ candour: field, reliability: field, responsiveness: field, care: field });

const count = number('that is whole and not below 0', (value) => Number.isInteger(value) && value >= 0);

/** What a fitted model rests on. Times are ISO 8601; AUCs from 0 to 1, null where there was nothing to compare. */
const evidence = record({
  /** What was predicted, in words. */
  outcome: text,
  basedOn: text,
  objective: text,
  /** How much was fitted: NONE, PRIOR, SHAPE (half-lives and the like) or WEIGHTS. */
  level: text,
  fitted: record({ from: text, to: text, questions: count, bad: count, customers: count }),
  /** The later part of the data. A fit of the earlier part was judged on it, before the final fit used everything. */
  heldOut: orNull(
    record({ from: text, to: text, questions: count, bad: count, before: orNull(fraction), after: orNull(fraction) }),
  ),
  before: orNull(fraction),
  after: orNull(fraction),
  /** What was changed and why, and what was not. */
  notes: list(text),
});

/**
 * The document of a model: every number that the score uses. Shares and bands are from 0 to 1. What the model is used for
 * is not part of the document: the registry holds that, and it changes, while the document never does.
 */
export const modelDocument = record(
  {
    /** Name and version, `trust-beta/1`. A change of any number is a new version. */
    id: text,
    description: text,
    sources: list(text),
    /** W: how many observations the prior counts for. */
    priorWeight: priorWeightOf,
    /** How much more a failure weighs while another failure of its class is recent. */
    kappa: notNegative,
    /** How far trust may be above its weakest dimension. */
    cap: fraction,
    dimensions: everyDimension(record({ prior: within, lambda: positive, omega: fraction })),
    priorsBySegment: named(everyDimension(within)),
    /** Days between contacts that we owe in a segment where nothing was promised to the customer; whole days. */
    cadenceDaysBySegment: named(wholeDays),
    bands: record({ healthy: within, watch: within, insufficientAbove: fraction }),
    severity: record({ MINOR: notNegative, NORMAL: notNegative, MAJOR: notNegative }),
    selfReported: fraction,
    /** How much repair softens a failure; null: not at all. */
    recovery: orNull(
      record({
        informedWithinNotice: fraction,
        workaroundOffered: fraction,
        reasonExplained: fraction,
        renewedPromiseKept: fraction,
        jointRetrospective: fraction,
        max: fraction,
      }),
    ),
    classes: named(
      record({
        halfLifeDays: halfLife,
        /** K: the most that a class of positive evidence can amount to; null: no limit. */
        saturatesAt: orNull(positive),
        weights: partial({ candour: weight, reliability: weight, responsiveness: weight, care: weight }),
        recovers: flag,
      }),
    ),
  },
  {
    /**
     * How long a customer may wait for a word, in hours by severity: `respondHours` for an answer, `updateHours` for the next
     * word about an open issue. A segment has hours of its own for both, or for none. Left out: a customer may wait without
     * end, so that neither is owed.
     */
    waiting: record({ ...waitingHours, bySegment: named(record(waitingHours)) }),
    /** Only for a fitted model. */
    evidence,
  },
);

export type TrustModelDocument = Checked<typeof modelDocument>;

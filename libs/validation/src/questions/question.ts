import { compareText } from '#relationship';
/** One prediction that can be asked for, with its label: what happened later. Times are milliseconds since the epoch. */
export type Question = {
  /** Unique within the customer. */
  readonly id: string;
  readonly customerId: string;
  /** When it is asked. A prediction uses only what was recorded before. */
  readonly askedAt: number;
  /** The label: whether the outcome was bad. */
  readonly bad: boolean;
  /** When the label became known, never before `askedAt`. Nothing learns from it earlier. */
  readonly knownAt: number;
  /**
   * When the label would have been known whatever it was: the end of the horizon where only its end shows that nothing happened.
   * A rate learned from earlier questions must wait until then. Otherwise it sees only those customers that were known early,
   * such as those that left.
   */
  readonly decidedAt: number;
  /** The label was on record when the question was asked. It is held back until after. */
  readonly wasOnRecord: boolean;
  /** The ids of the contacts that tell the label. No prediction sees them before `askedAt`. */
  readonly answeredBy: readonly string[];
  /** The group of a promise, known when it is made: as recorded with it, else the service of its issue, or what the caller names. Null where it has none. */
  readonly group: string | null;
};

/** Why a question has no label. Such questions are counted and not judged. */
export const CENSORINGS = {
  STILL_OPEN: 'the promise is still open',
  WITHDRAWN: 'the promise was withdrawn, so it was neither kept nor missed',
  NO_DUE_TIME: 'the promise has no due time at which to ask',
  PAST_THE_END: 'the horizon ends after the last contact on record',
  NO_ANSWER: 'no such outcome was observed within the horizon',
  CLOSED: 'the relationship was closed',
  ALREADY_OBSERVED: 'the outcome had been observed before',
  NOT_YET_KNOWN: 'nothing about the relationship was on record yet',
} as const;
export type Censoring = keyof typeof CENSORINGS;
export type Censored = Readonly<Partial<Record<Censoring, number>>>;

/** What can be asked about one customer. */
export type Questions = {
  /** Ascending by time. */
  readonly questions: readonly Question[];
  readonly censored: Censored;
};

export const inOrderOfAsking = (a: Question, b: Question): number =>
  a.askedAt - b.askedAt || compareText(a.customerId, b.customerId) || compareText(a.id, b.id);

/** The keys stand in the order of `CENSORINGS`, so that the same data give the same bytes. */
export function addCensored(a: Censored, b: Censored): Censored {
  const sum: Partial<Record<Censoring, number>> = {};
  for (const why of Object.keys(CENSORINGS) as Censoring[]) {
    const count = (a[why] ?? 0) + (b[why] ?? 0);
    if (count > 0) sum[why] = count;
  }
  return sum;
}

import { compareText } from '#relationship';
/** One prediction that could have been made, and what came of it. Times are milliseconds since the epoch. */
export type Question = {
  /** Unique within the customer. */
  readonly id: string;
  readonly customerId: string;
  /** When it is asked: only what was recorded before may be used. */
  readonly askedAt: number;
  readonly bad: boolean;
  /** From when on its answer may be learned from, by whatever learns: never before it was asked. */
  readonly knownAt: number;
  /**
   * From when on its answer would be known whatever it was: the end of the horizon where only that tells that nothing came.
   * What learns a rate from the latest questions must wait until then, or it meets those alone that were answered early.
   */
  readonly decidedAt: number;
  /** Its answer was on record when it was asked, and is held back until after. */
  readonly wasOnRecord: boolean;
  /** The contacts that answer it; nobody sees them before it was asked. */
  readonly answeredBy: readonly string[];
};

/** Why no prediction could be judged; counted, never dropped in silence. */
export const CENSORINGS = {
  STILL_OPEN: 'the promise is still open, so nobody knows',
  WITHDRAWN: 'the promise was withdrawn: neither kept nor missed',
  NO_DUE_TIME: 'the promise has no due time at which to ask',
  PAST_THE_END: 'the horizon reaches past the end of what is on record',
  NO_ANSWER: 'no such outcome was observed within the horizon',
  CLOSED: 'the relationship was closed',
  ALREADY_OBSERVED: 'it had been observed before',
  NOT_YET_KNOWN: 'nothing of the relationship was on record yet',
} as const;
export type Censoring = keyof typeof CENSORINGS;
export type Censored = Readonly<Partial<Record<Censoring, number>>>;

export type Asked = {
  /** Ascending by time. */
  readonly questions: readonly Question[];
  readonly censored: Censored;
};

export const inOrderOfAsking = (a: Question, b: Question): number =>
  a.askedAt - b.askedAt || compareText(a.customerId, b.customerId) || compareText(a.id, b.id);

/** In the order of `CENSORINGS`, whatever the order in which they were met: the same book gives the same bytes. */
export function addCensored(a: Censored, b: Censored): Censored {
  const sum: Partial<Record<Censoring, number>> = {};
  for (const why of Object.keys(CENSORINGS) as Censoring[]) {
    const count = (a[why] ?? 0) + (b[why] ?? 0);
    if (count > 0) sum[why] = count;
  }
  return sum;
}

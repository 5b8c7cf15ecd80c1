import { type Mark } from './mark.js';
import { compareSaid } from '../facts/order.js';
import { slipOf, type Slip } from './slip.js';
import { idIn } from './target.js';

type Of<K extends Mark['is']> = Extract<Mark, { is: K }>;

/** One due time of an expectation, from when it was set until a reset replaces it. */
export type Due = Slip & {
  /** Null where only a system of record knows when. */
  readonly dueAt: number | null;
  readonly setByEventId: string;
  readonly since: number;
  /** Null while it is the one in force. */
  readonly replacedAt: number | null;
};

export type Closing = {
  readonly how: 'MET' | 'WITHDRAWN' | 'SETTLED_KEPT' | 'SETTLED_MISSED';
  readonly at: number;
  readonly eventId: string;
};

/** The state of a promise. Due times are in the order in which they were set; the last one is in force. */
export type Expectation = {
  readonly expectationId: string;
  readonly issueId: string | null;
  /** As it was recorded with the promise; null where it was not. */
  readonly group: string | null;
  readonly setAt: number;
  readonly setByEventId: string;
  readonly dues: readonly [Due, ...Due[]];
  readonly closing: Closing | null;
};

/** The first closing mark wins, but SETTLED overrides MET: a system of record knows better than we do. */
function closingOf(own: readonly Mark[]): Closing | null {
  let closing: Closing | null = null;
  for (const mark of own) {
    if (mark.is === 'SETTLED' && (closing === null || closing.how === 'MET'))
      closing = { how: mark.kept ? 'SETTLED_KEPT' : 'SETTLED_MISSED', at: mark.at, eventId: mark.eventId };
    else if ((mark.is === 'MET' || mark.is === 'WITHDRAWN') && closing === null)
      closing = { how: mark.is, at: mark.at, eventId: mark.eventId };
  }
  return closing;
}

/**
 * @param own the marks of this expectation, in order
 * @param told bad news told about it or about its issue, in order
 */
export function expectationOf(set: Of<'EXPECTATION'>, own: readonly Mark[], told: readonly Mark[]): Expectation {
  const closing = closingOf(own);
  // A reset counts as news to the customer, even where late facts put it after the closing.
  const resets = own.filter((mark): mark is Of<'RESET'> => mark.is === 'RESET');
  const learned = own.filter((mark): mark is Of<'LEARNED'> => mark.is === 'LEARNED');
  const steps = [set, ...resets].filter((step, index, all) => step.dueAt !== all[index - 1]?.dueAt);
  const dues = steps.map((step, index): Due => {
    const next = steps[index + 1];
    // A reset tells the customer about the due time that it replaces. News from before a due time was set is not about it.
    // What is said or learned at the same instant as a reset is about the due time that the reset replaces.
    const since = (at: number) => (index === 0 ? at >= step.at : at > step.at);
    const firstWord =
      told.find((mark) => since(mark.at) && (next === undefined || compareSaid(mark, next) < 0)) ?? next ?? null;
    const learnedHere = learned.filter(({ learnedAt }) => index === 0 || since(learnedAt));
    return {
      ...slipOf(firstWord, learnedHere),
      dueAt: step.dueAt,
      setByEventId: step.eventId,
      since: step.at,
      replacedAt: next?.at ?? null,
    };
  });
  return {
    expectationId: idIn(set.target, 'expectation') ?? '',
    issueId: set.issueId,
    group: set.group,
    setAt: set.at,
    setByEventId: set.eventId,
    // The first step is the promise itself.
    dues: dues as [Due, ...Due[]],
    closing,
  };
}

/** Whether the due time passed before the promise was closed. Where a system of record settled it, its due time is not judged. */
export function passesUnmet(expectation: Expectation, due: Due): boolean {
  const { closing } = expectation;
  if (due.dueAt === null) return false;
  if (closing === null) return true;
  const wasReplaced = due.replacedAt !== null && due.replacedAt <= closing.at;
  return closing.at > due.dueAt && (wasReplaced || !isSettled(closing));
}

export const isSettled = (closing: Closing): boolean =>
  closing.how === 'SETTLED_KEPT' || closing.how === 'SETTLED_MISSED';

/** The due time that a contact at that moment is about; at the instant of a reset, the one that it replaces. */
export const dueSpokenOf = ({ dues }: Expectation, at: number): Due =>
  dues.findLast(({ since }) => since < at) ?? dues[0];

/** The due time in force at that moment; the first one where none was in force yet. */
export function dueInForce({ dues }: Expectation, at: number): Due {
  let [inForce] = dues;
  for (const due of dues) if (due.since <= at) inForce = due;
  return inForce;
}

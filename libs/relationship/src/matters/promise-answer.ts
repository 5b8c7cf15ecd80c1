import { dueInForce, isSettled, passesUnmet, type Expectation } from './expectation.js';

/** How a promise ended: kept, or missed. */
export type PromiseAnswer = {
  readonly missed: boolean;
  /** When it was kept or missed, milliseconds since the epoch. In the future: a due time that is yet to pass. */
  readonly at: number;
  /** True where a due time passes unmet. It then counts only after `at`; all else counts from `at` on. */
  readonly lapse: boolean;
  /** The contact that kept or missed it; for a lapse, the contact that set the due time. */
  readonly byEventId: string;
};

/**
 * How a promise ends if nothing more happens. A promise that was missed once is missed, even if it keeps a later due time.
 * Null where nothing says it: it was withdrawn in time, or it is open and has no due time.
 */
export function answerOf(expectation: Expectation): PromiseAnswer | null {
  const { closing } = expectation;
  let lapse: PromiseAnswer | null = null;
  for (const due of expectation.dues)
    if (due.dueAt !== null && passesUnmet(expectation, due) && (lapse === null || due.dueAt < lapse.at))
      lapse = { missed: true, at: due.dueAt, lapse: true, byEventId: due.setByEventId };
  if (closing === null || closing.how === 'WITHDRAWN') return lapse;
  const closed = { at: closing.at, lapse: false, byEventId: closing.eventId };
  if (closing.how === 'SETTLED_MISSED' && (lapse === null || closing.at < lapse.at)) return { missed: true, ...closed };
  if (lapse !== null) return lapse;
  const dueAt = dueInForce(expectation, closing.at)?.dueAt ?? null;
  return isSettled(closing) || dueAt === null || closing.at <= dueAt ? { missed: false, ...closed } : null;
}

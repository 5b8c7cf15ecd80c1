import { DAY_MS, outcomeOf, type RecordedContact, Timeline } from '#relationship';
import type { Asked, Censoring, Question } from './question.js';

/** When an outcome is a bad one. Values in the outcome's own unit. */
export type BadWhen =
  /** That it is observed at all, such as LEFT. */
  | { readonly is: 'OBSERVED' }
  /** That it is not observed within the horizon, such as RENEWED. */
  | { readonly is: 'ABSENT' }
  /** The next one observed has a lower value, such as a CSAT below 4. */
  | { readonly is: 'BELOW'; readonly value: number }
  | { readonly is: 'ABOVE'; readonly value: number };

export type OutcomeAsked = {
  /** As it was recorded: LEFT, CSAT, ... */
  readonly kind: string;
  readonly badWhen: BadWhen;
  readonly horizonDays: number;
  /** Days from one origin to the next. */
  readonly everyDays: number;
};

type Observed = {
  readonly id: string;
  readonly at: number;
  readonly recordedAt: number;
  readonly value: number | null;
};

/**
 * Asks of one customer, at origins a fixed number of days apart, what the next outcome of a kind within the horizon will
 * be. The origins are the same for every customer.
 * @param contacts everything on record of the customer, what came later too
 * @param until the end of what is on record of the whole book, milliseconds since the epoch
 */
export function nextOutcome(contacts: readonly RecordedContact[], asked: OutcomeAsked, until: number): Asked {
  const timeline = Timeline.of(contacts);
  const outcomes = outcomesIn(timeline, asked.kind);
  const questions: Question[] = [];
  const censored: Partial<Record<Censoring, number>> = {};
  for (const askedAt of originsFrom(timeline.openedAt, asked.everyDays * DAY_MS, until)) {
    const answer = answerAt(askedAt, timeline, outcomes, asked, until);
    if (typeof answer === 'string') censored[answer] = (censored[answer] ?? 0) + 1;
    else questions.push(answer);
  }
  return { questions, censored };
}

/** The multiples of the step after the relationship was opened. */
function* originsFrom(openedAt: number | null, step: number, until: number): Generator<number> {
  if (openedAt === null) return;
  for (let origin = (Math.floor(openedAt / step) + 1) * step; origin < until; origin += step) yield origin;
}

function answerAt(
  askedAt: number,
  timeline: Timeline,
  outcomes: readonly Observed[],
  { kind, badWhen, horizonDays }: OutcomeAsked,
  until: number,
): Question | Censoring {
  if (timeline.profileAt(askedAt)?.closed) return 'CLOSED';
  // Who has left cannot leave again; of what can be observed again, only the first time is asked about.
  if (badWhen.is === 'OBSERVED' && outcomes.some(({ at }) => at <= askedAt)) return 'ALREADY_OBSERVED';
  const end = askedAt + horizonDays * DAY_MS;
  // Whatever the answer: to count those that came early and not the others would make the end look worse than it is.
  if (end > until) return 'PAST_THE_END';
  const next = outcomes.find(({ at }) => at > askedAt && at <= end);
  const question = { id: `${kind}:${askedAt}`, customerId: timeline.customerId, askedAt };
  if (next !== undefined) {
    const bad = isBad(next, badWhen);
    if (bad === null) return 'NO_ANSWER';
    const knownAt = Math.max(next.recordedAt, askedAt);
    // That it came tells early what its absence tells only at the end.
    const decidedAt = badWhen.is === 'OBSERVED' || badWhen.is === 'ABSENT' ? Math.max(knownAt, end) : knownAt;
    return { ...question, bad, knownAt, decidedAt, wasOnRecord: next.recordedAt < askedAt, answeredBy: [next.id] };
  }
  if (badWhen.is === 'BELOW' || badWhen.is === 'ABOVE') return 'NO_ANSWER';
  return {
    ...question,
    bad: badWhen.is === 'ABSENT',
    knownAt: end,
    decidedAt: end,
    wasOnRecord: false,
    answeredBy: [],
  };
}

/** Null where the outcome has no value to judge by. */
function isBad({ value }: Observed, badWhen: BadWhen): boolean | null {
  if (badWhen.is === 'OBSERVED') return true;
  if (badWhen.is === 'ABSENT') return false;
  if (value === null) return null;
  return badWhen.is === 'BELOW' ? value < badWhen.value : value > badWhen.value;
}

function outcomesIn(timeline: Timeline, kind: string): Observed[] {
  const observed: Observed[] = [];
  for (const contact of timeline.effectiveContacts()) {
    const outcome = outcomeOf(contact);
    if (outcome?.kind.toUpperCase() !== kind.toUpperCase()) continue;
    const { id, at, recordedAt } = contact;
    observed.push({ id, at, recordedAt, value: outcome.value });
  }
  return observed.sort((a, b) => a.at - b.at);
}

import { DAY_MS, outcomeOf, type RecordedContact, Timeline } from '#relationship';
import type { Censoring, Question, Questions } from './question.js';

/** When an outcome is a bad one. Values are in the outcome's own unit. */
export type BadWhen =
  /** When it is observed at all, such as LEFT. */
  | { readonly is: 'OBSERVED' }
  /** When it is not observed within the horizon, such as RENEWED. */
  | { readonly is: 'ABSENT' }
  /** When the next one has a lower value, such as a CSAT below 4. */
  | { readonly is: 'BELOW'; readonly value: number }
  | { readonly is: 'ABOVE'; readonly value: number };

export type OutcomeQuestion = {
  /** As it was recorded: LEFT, CSAT, ... */
  readonly kind: string;
  readonly badWhen: BadWhen;
  readonly horizonDays: number;
  /** Days from one asking date to the next. */
  readonly everyDays: number;
};

type Observed = {
  readonly id: string;
  readonly at: number;
  readonly recordedAt: number;
  readonly value: number | null;
};

/**
 * Asks about one customer at dates a fixed number of days apart: what will the next outcome of a kind within the horizon be?
 * The dates are the same for every customer.
 * @param contacts everything on record of the customer, later contacts included
 * @param until the end of the record of all customers, milliseconds since the epoch
 */
export function nextOutcome(contacts: readonly RecordedContact[], asked: OutcomeQuestion, until: number): Questions {
  const timeline = Timeline.of(contacts);
  const outcomes = outcomesIn(timeline, asked.kind);
  const questions: Question[] = [];
  const censored: Partial<Record<Censoring, number>> = {};
  // Dates and outcomes both ascend, so the outcomes before a date are passed once.
  let passed = 0;
  for (const askedAt of datesFrom(timeline.openedAt, asked.everyDays * DAY_MS, until)) {
    while ((outcomes[passed]?.at ?? Infinity) <= askedAt) passed += 1;
    const next = outcomes[passed] ?? null;
    const question = questionAt(askedAt, { timeline, wasObserved: passed > 0, next, asked, until });
    if (typeof question === 'string') censored[question] = (censored[question] ?? 0) + 1;
    else questions.push(question);
  }
  return { questions, censored };
}

/** The multiples of the step after the relationship was opened. */
function* datesFrom(openedAt: number | null, step: number, until: number): Generator<number> {
  if (openedAt === null) return;
  for (let date = (Math.floor(openedAt / step) + 1) * step; date < until; date += step) yield date;
}

type Situation = {
  readonly timeline: Timeline;
  readonly wasObserved: boolean;
  /** The first outcome after the date; null where there is none. */
  readonly next: Observed | null;
  readonly asked: OutcomeQuestion;
  readonly until: number;
};

function questionAt(askedAt: number, { timeline, wasObserved, next, asked, until }: Situation): Question | Censoring {
  const { kind, badWhen, horizonDays } = asked;
  if (timeline.profileAt(askedAt)?.closed) return 'CLOSED';
  // A customer who has left cannot leave again. Of outcomes that can repeat only the first is asked about.
  if (badWhen.is === 'OBSERVED' && wasObserved) return 'ALREADY_OBSERVED';
  const end = askedAt + horizonDays * DAY_MS;
  // Whatever the label: to count only outcomes that came early would make the end of the record look worse than it is.
  if (end > until) return 'PAST_THE_END';
  const question = { id: `${kind}:${askedAt}`, customerId: timeline.customerId, askedAt, group: null };
  if (next !== null && next.at <= end) {
    const bad = isBad(next, badWhen);
    if (bad === null) return 'NO_ANSWER';
    const knownAt = Math.max(next.recordedAt, askedAt);
    // An outcome that is observed is known early. That it is absent is known only at the end of the horizon.
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

/** Null where the outcome has no value to compare. */
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

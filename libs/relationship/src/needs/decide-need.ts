import { laterThan, refuse } from '../facts/refusal.js';
import { formsOfToday, type RepeatForms } from '../facts/repeat-forms.js';
import type { NeedFact, NeedFulfilmentBegun, NeedFulfilmentDone } from './need-fact.js';
import { RECORDED, refused, repeated, type Decision } from '../facts/decision.js';

/** The state of a need over all customers when the fact occurred. */
export type NeedState = {
  /** Whether somebody had asked for it. */
  readonly isKnown: boolean;
  /** Whether somebody we serve was waiting for it. */
  readonly isAwaited: boolean;
};

/**
 * Decides whether a fact of the needs register can be recorded.
 * @param onRecord the recorded facts of the need; every fulfilment among them is done
 * @param state as of when the fact occurred
 * @param forms in which a repeat of it may be on record
 */
export function decideNeed<F extends NeedFact>(
  onRecord: readonly NeedFact[],
  state: NeedState,
  fact: F,
  { keys, fingerprints }: RepeatForms = formsOfToday(fact),
): Decision<F> {
  const { type, at, recordedAt } = fact;
  const isSame = (each: NeedFact): each is F => each.type === type && fingerprints.includes(each.fingerprint);
  const byKey = onRecord.find((each) => each.idempotencyKey !== null && keys.includes(each.idempotencyKey));
  if (byKey !== undefined)
    return isSame(byKey) ? repeated(byKey) : refused(refuse('IDEMPOTENCY_CONFLICT', 'idempotencyKey'));
  if (at > recordedAt) return refused(refuse('OCCURRED_IN_FUTURE', 'occurredAt', laterThan(at, recordedAt)));
  if (!state.isKnown) return refused(refuse('NEED_UNKNOWN', 'needId'));
  if (state.isAwaited) return RECORDED;
  // The same fact again, and nobody has waited since: the caller retries because our first answer was lost.
  const earlier = type === 'NeedFulfilmentBegun' ? onRecord.findLast(isSame) : undefined;
  if (earlier !== undefined) return repeated(earlier);
  return refused(refuse('NEED_ALREADY_FULFILLED', 'needId', 'Nobody was waiting for the need at that time.'));
}

/** The fact that the fulfilment is done; null while it is not. */
export const doneOf = (onRecord: readonly NeedFact[], begun: NeedFulfilmentBegun): NeedFulfilmentDone | null =>
  onRecord.filter((each) => each.type === 'NeedFulfilmentDone').find((done) => done.data.fulfilmentId === begun.id) ??
  null;

/** Fulfilments that were begun and are not done, as after a crash. */
export const unfinishedOf = (onRecord: readonly NeedFact[]): readonly NeedFulfilmentBegun[] =>
  onRecord.filter((each) => each.type === 'NeedFulfilmentBegun').filter((begun) => doneOf(onRecord, begun) === null);

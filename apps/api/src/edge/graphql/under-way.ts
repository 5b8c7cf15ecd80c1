import { AsyncLocalStorage } from 'node:async_hooks';
import type { Steps } from '#relationship';
import { apiError } from '../errors/codes.js';
import { LIMITS } from './limits.js';
import { Turns } from './turns.js';

const turns = new Turns();

/** What a request may compute before it takes turns, milliseconds: a cheap one never waits for a heavy one. */
const WITHOUT_TURNS_MS = 3;

/** A request that is executed: until when, for whom, and how much of an answer it has collected. */
class UnderWay {
  private entries = 0;
  /** Time that its heavy work took so far, milliseconds. */
  spentMs = 0;
  /** The time of which its answer is, milliseconds since the epoch; null until it is first asked for. */
  presentAt: number | null = null;
  /** Why it was given up; null while it goes on. */
  stopped: Error | null = null;
  /** Called when it ends, however it ends. */
  readonly atEnd: (() => void)[] = [];

  constructor(
    private readonly endsAt: number,
    private readonly gone: AbortSignal | null,
  ) {}

  /** @throws GraphQLError TOOK_TOO_LONG, also if nobody waits for the answer any more; ANSWER_TOO_LARGE */
  goOn(): void {
    if (this.gone?.aborted === true || performance.now() > this.endsAt) this.stopped ??= apiError('TOOK_TOO_LONG');
    if (this.stopped !== null) throw this.stopped;
  }

  /** @throws GraphQLError ANSWER_TOO_LARGE */
  hold(entries: number): void {
    this.entries += entries;
    if (this.entries > LIMITS.entriesWithoutPage) this.stopped ??= apiError('ANSWER_TOO_LARGE');
    if (this.stopped !== null) throw this.stopped;
  }
}

/** Which request the present work is for; found wherever the work is, so that no calculation has to pass it on. */
const present = new AsyncLocalStorage<UnderWay>();

/**
 * Does the work of one request, and gives it up as a whole if it takes too long or nobody waits for it.
 * @param gone null for a mutation, which is never given up half-way
 * @throws GraphQLError TOOK_TOO_LONG, ANSWER_TOO_LARGE
 */
export async function underWay<T>(
  gone: AbortSignal | null,
  work: () => T | Promise<T>,
  longestMs: number = LIMITS.executionMs,
): Promise<T> {
  const own = new UnderWay(gone === null ? Infinity : performance.now() + longestMs, gone);
  if (gone !== null) own.goOn();
  try {
    const result = await present.run(own, work);
    if (own.stopped !== null) throw own.stopped;
    return result;
  } finally {
    for (const free of own.atEnd) free();
  }
}

/**
 * Called before a part of heavy work: resolves when the loop has served others.
 * @param whose in turns with whom, outside of a request @throws GraphQLError TOOK_TOO_LONG
 */
export async function turn(whose: object = turns): Promise<void> {
  const own = present.getStore();
  await turns.take(own ?? whose);
  own?.goOn();
}

/** Takes the steps of a calculation in turns with everything else. @throws GraphQLError TOOK_TOO_LONG */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  const own = present.getStore();
  own?.goOn();
  const isCheap = () => own !== undefined && own.spentMs < WITHOUT_TURNS_MS;
  if (!isCheap()) await turn();
  for (let from = performance.now(); ;) {
    const { done, value } = steps.next();
    const now = performance.now();
    if (own !== undefined) own.spentMs += now - from;
    from = now;
    if (done) return value;
    if (isCheap() || !turns.isOver) continue;
    await turn();
    from = performance.now();
  }
}

/**
 * The present, milliseconds since the epoch. The clock is read once for each request, so all of an answer is as of one time.
 * Outside of a request it is read at each call.
 */
export function presentTime(clock: { now(): number }): number {
  const own = present.getStore();
  if (own === undefined) return clock.now();
  own.presentAt ??= clock.now();
  return own.presentAt;
}

/** Something was recorded: what the same request answers after this is as of a later time, which includes it. */
export function presentIsOver(): void {
  const own = present.getStore();
  if (own !== undefined) own.presentAt = null;
}

/** Counts entries of a list that has no pages towards the answer, before they are made. @throws GraphQLError ANSWER_TOO_LARGE */
export const answerHolds = (entries: number): void => present.getStore()?.hold(entries);

/** Frees something when the present request ends; at once if there is none. */
export function atEnd(free: () => void): void {
  const own = present.getStore();
  if (own === undefined) free();
  else own.atEnd.push(free);
}

// Appends, and finds out the outcome where no answer came.
import { setTimeout as timeout } from 'node:timers/promises';
import type { EncodedAppend } from '../port/encoded-append.js';
import { OutcomeUnknown, StoreUnavailable, WrongExpectedRevision, type Appended } from '../port/event-store.js';
import type { DbClient, ServerAppended } from './db-client.js';
import { failureOf, isUnanswered, NoAnswer, unavailable, type Failure } from './failures.js';
import type { LeaderSearch } from './leader-search.js';
import { type Patience, serverBackoff } from './options.js';
import type { PageReader } from './page-reader.js';
import type { Slots } from './slots.js';

/** At a revision, never 'any': at a revision, a repeat can always be told from a new append. */
export type RevisedAppend = EncodedAppend & { readonly expected: number | 'none' };

/** Our time-out is longer than the client's by this fraction, so that the client's comes first where it has one. */
const GRACE = 0.1;

export class Appender {
  constructor(
    private readonly db: DbClient,
    private readonly pages: PageReader,
    private readonly slots: Slots,
    private readonly patience: Patience,
    private readonly search: LeaderSearch,
  ) {}

  /** @throws as EventStore.append */
  async append(append: RevisedAppend): Promise<Appended> {
    const until = performance.now() + this.patience.appendPatienceMs;
    if (!(await this.slots.take(this.patience.appendPatienceMs)))
      throw new StoreUnavailable('too many appends are under way; nothing was written');
    try {
      return await this.persist(append, until);
    } finally {
      this.slots.giveBack();
    }
  }

  /** Repeats the append, with the same ids at the same revision, until its outcome is known. */
  private async persist(append: RevisedAppend, until: number): Promise<Appended> {
    const backoff = serverBackoff();
    for (let isInDoubt = false; ;) {
      const outcome = await this.attempt(append);
      if (!('is' in outcome)) return this.answer(append, outcome, until);
      const written = await this.judge(append, outcome, isInDoubt);
      if (written !== null) return written;
      isInDoubt ||= outcome.is === 'IN_DOUBT';
      if (performance.now() >= until) throw gaveUp(outcome.error, isInDoubt);
      await backoff.wait(until);
    }
  }

  /** @returns the append if it was written after all, or null to retry @throws the final refusal */
  private async judge(append: RevisedAppend, failure: Failure, isInDoubt: boolean): Promise<Appended | null> {
    const { stream, expected } = append;
    switch (failure.is) {
      case 'CONFLICT': {
        const written = isInDoubt ? await this.written(append) : 'ANOTHERS';
        if (written === 'ANOTHERS') throw new WrongExpectedRevision(stream, expected, failure.actual);
        return written;
      }
      case 'REFUSED':
        throw isInDoubt
          ? new OutcomeUnknown('an earlier attempt was not answered', { cause: failure.error })
          : failure.error;
      case 'NOT_FOUND':
        throw unavailable(`the server finds no stream ${stream} to append to`, failure.error);
      case 'NOT_DONE':
      case 'IN_DOUBT':
        return null;
    }
  }

  /** Has its own time-out, because a promise of the client may never settle. */
  private async attempt(append: RevisedAppend): Promise<ServerAppended | Failure> {
    const { attemptMs } = this.patience;
    const done = new AbortController();
    const silence = timeout(attemptMs * (1 + GRACE), undefined, { signal: done.signal }).then(() => {
      throw new NoAnswer(`no answer for ${attemptMs} ms`);
    });
    try {
      return await Promise.race([this.db.append(append, attemptMs), silence]);
    } catch (thrown) {
      if (isUnanswered(thrown)) this.search.begin();
      return failureOf(thrown, append);
    } finally {
      done.abort();
      silence.catch(() => undefined);
    }
  }

  /** What the stream holds at the append's revisions: the append itself, another one, or null if nothing is visible yet. */
  private async written({ stream, events, expected }: RevisedAppend): Promise<Appended | 'ANOTHERS' | null> {
    const from = expected === 'none' ? 0 : expected + 1;
    const page = await this.pages.ofStream({ stream, from, most: events.length }).catch(() => null);
    const last = page?.records.at(-1);
    if (!page || !last) return null;
    const isSame = events.every(({ id }, i) => page.records[i]?.id.toLowerCase() === id);
    return isSame ? { lastRevision: Number(last.revision), lastPosition: last.position } : 'ANOTHERS';
  }

  /** The server may leave out the position of a repeat. */
  private async answer({ stream }: RevisedAppend, appended: ServerAppended, until: number): Promise<Appended> {
    const lastRevision = Number(appended.lastRevision);
    if (appended.position !== undefined) return { lastRevision, lastPosition: appended.position };
    const backoff = serverBackoff();
    for (;;) {
      // The append is written. A failed read back must not be reported as a failed append.
      const page = await this.pages.ofStream({ stream, from: lastRevision, most: 1 }).catch(() => null);
      const position = page?.records[0]?.position;
      if (position !== undefined) return { lastRevision, lastPosition: position };
      if (performance.now() >= until)
        throw new OutcomeUnknown(`the append to ${stream} was acknowledged, but cannot be read back`);
      await backoff.wait(until);
    }
  }
}

function gaveUp(error: Error, isInDoubt: boolean): Error {
  if (isInDoubt) return new OutcomeUnknown(`the server did not answer: ${error.message}`, { cause: error });
  return unavailable('the server could not be reached; nothing was written', error);
}

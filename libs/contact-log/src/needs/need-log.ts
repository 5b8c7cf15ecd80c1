import {
  decideNeed,
  doneOf,
  unfinishedOf,
  type NeedFact,
  type NeedFulfilmentBegun,
  type NeedStepTaken,
  type Refusal,
} from '#relationship';
import { WrongExpectedRevision, type EventStore, type Position } from '#event-store';
import { KeyedQueue } from '../contacts/keyed-queue.js';
import { needCandidateOf } from './need-codec.js';
import {
  doneWith,
  fulfilForAll,
  fulfilledBefore,
  standingOf,
  type Contacts,
  type Fulfilled,
} from './need-fulfilment.js';
import { NeedStreams, type NeedRecord } from './need-stream.js';
import { isRefused, readNeedInput, type CheckedInput } from '../input/read-input.js';

export type NeedRequest = {
  /** What the caller sent, unchecked. */
  readonly input: object;
  /** From the caller's token, never from the input. */
  readonly recordedBy: string;
  readonly correlationId: string;
  readonly causationId?: string | null;
  /** When it became known, milliseconds since the epoch; only an importer states it. Default: now. */
  readonly recordedAt?: number;
};

/** Either what is on record, on disk, or why nothing was recorded. */
type Answer<R> =
  | { readonly recorded: R; readonly refusals: readonly [] }
  | { readonly recorded: null; readonly refusals: readonly Refusal[] };

type RecordedFact<F extends NeedFact> = {
  readonly fact: F;
  /** Where in the log all of it is, or, of a repeat, a place at or after it. */
  readonly position: Position;
  /** Whether it was on record before this call, which then added nothing. */
  readonly replayed: boolean;
};

export type StepAnswer = Answer<RecordedFact<NeedStepTaken>>;
/** With the NeedFulfilled of each customer who waited, and the customers with whom it could not be recorded. */
export type FulfilAnswer = Answer<RecordedFact<NeedFulfilmentBegun> & Fulfilled>;

/** What can only be looked up across all relationships: as of the log's head when asked, or later. */
export type NeedIndex = {
  /** Every customer who asked for the need, whenever that was, by customer id. */
  askers(needId: string): Promise<readonly string[]>;
  /** The needs with a fulfilment that was begun and is not done. */
  unfinished(): Promise<readonly string[]>;
};

type CallerFact = 'NeedStepTaken' | 'NeedFulfilmentBegun';
type Attempt<F extends NeedFact> = (RecordedFact<F> & { readonly askers: readonly string[] }) | Refusal;

/** Writers in other processes only; within this one they queue. */
const MOST_CONFLICTS = 100;

/** The needs register on the log: what is said of a need itself, and its fulfilment with everybody who waits for it. */
export class NeedLog {
  private readonly queue = new KeyedQueue();
  private readonly streams: NeedStreams;

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    store: EventStore,
    private readonly contacts: Contacts,
    private readonly index: NeedIndex,
    private readonly now: () => number = Date.now,
  ) {
    this.streams = new NeedStreams(store);
  }

  /** Records a step towards the yes. @throws what `EventStore.append` and the index throw */
  async takeStep(request: NeedRequest): Promise<StepAnswer> {
    return this.record('NeedStepTaken', request, async ({ fact, position, replayed }) => ({
      fact,
      position,
      replayed,
    }));
  }

  /**
   * Records that a need is fulfilled, with every customer who waited for it when that was. What an earlier call began
   * and did not finish, as in a crash, is finished first; so a caller in doubt about the outcome may simply try again.
   * @throws what `EventStore.append` and the index throw
   */
  async fulfil(request: NeedRequest): Promise<FulfilAnswer> {
    return this.record('NeedFulfilmentBegun', request, async ({ fact, position, replayed, askers }) => {
      const done = replayed ? doneOf((await this.streams.read(fact.data.needId)).facts, fact) : null;
      if (done === null) return { ...(await this.finish(fact, askers, request.recordedAt)), replayed };
      return { fact, position, replayed, ...(await fulfilledBefore(this.contacts, { begun: fact, done }, askers)) };
    });
  }

  /** Finishes what was begun and not done. To be called when a server has started. @returns how many fulfilments */
  async resume(): Promise<number> {
    let finished = 0;
    for (const needId of await this.index.unfinished())
      finished += await this.queue.run(needId, async () => this.finishAll(needId, await this.index.askers(needId)));
    return finished;
  }

  private async record<T extends CallerFact, R>(
    type: T,
    request: NeedRequest,
    then: (recorded: Exclude<Attempt<NeedFact<T>>, Refusal>) => Promise<R>,
  ): Promise<Answer<R>> {
    const input = readNeedInput(type, request.input);
    if (isRefused(input)) return { recorded: null, refusals: input };
    return this.queue.run(input.facts.needId as string, async () => {
      const answer = await this.untilConsistent(() => this.attempt(type, request, input));
      return 'code' in answer ? { recorded: null, refusals: [answer] } : { recorded: await then(answer), refusals: [] };
    });
  }

  /** What the rules were asked of may no longer be what the log says: then read again, decide again. */
  private async untilConsistent<R>(attempt: () => Promise<R>): Promise<R> {
    for (let conflicts = 0; ; conflicts += 1)
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts === MOST_CONFLICTS) throw error;
      }
  }

  private async attempt<T extends CallerFact>(
    type: T,
    request: NeedRequest,
    input: CheckedInput,
  ): Promise<Attempt<NeedFact<T>>> {
    const { recordedBy, correlationId, causationId = null, recordedAt = this.now() } = request;
    const candidate = needCandidateOf(type, input, { recordedBy, correlationId, causationId, recordedAt });
    const { needId } = candidate.data;
    const askers = await this.index.askers(needId);
    await this.finishAll(needId, askers);
    const { facts, lastRevision, lastPosition }: NeedRecord = await this.streams.read(needId);
    const decision = decideNeed(facts, await standingOf(this.contacts, needId, askers, candidate.at), candidate);
    if (decision.is === 'REFUSED') return decision.refusal;
    if (decision.is === 'REPEATED') return { fact: decision.fact, position: lastPosition, replayed: true, askers };
    const fact = await this.streams.append(candidate, lastRevision);
    return { fact, position: fact.position ?? lastPosition, replayed: false, askers };
  }

  private async finishAll(needId: string, askers: readonly string[]): Promise<number> {
    const unfinished = unfinishedOf((await this.streams.read(needId)).facts);
    for (const begun of unfinished) await this.finish(begun, askers);
    return unfinished.length;
  }

  private async finish(begun: NeedFulfilmentBegun, askers: readonly string[], stated?: number) {
    // A clock that was set back meanwhile must not make it a fact of the future.
    const recordedAt = Math.max(stated ?? this.now(), begun.recordedAt);
    const fulfilled = await fulfilForAll(this.contacts, begun, askers, recordedAt);
    const done = await this.streams.append(doneWith(begun, fulfilled.skipped, recordedAt), 'any');
    return { fact: begun, position: done.position ?? 0n, ...fulfilled };
  }
}

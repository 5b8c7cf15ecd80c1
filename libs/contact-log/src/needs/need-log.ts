import type { KeyObject } from 'node:crypto';
import {
  decideNeed,
  doneOf,
  refusedWith,
  unfinishedOf,
  type Answer,
  type NeedFact,
  type NeedFulfilmentBegun,
  type NeedStepTaken,
} from '#relationship';
import { Decider, type EventStore, type Position } from '#event-store';
import { needCandidateOf, needFactFrom, needFormsOf, needStreamOf, needToStored } from './need-codec.js';
import {
  doneWith,
  fulfilForAll,
  fulfilledBefore,
  needStateOf,
  type Contacts,
  type Fulfilled,
} from './need-fulfilment.js';
import type { KeyRing } from '../keys/key-ring.js';
import { KeyUnusable } from '../stored-form/key-unusable.js';
import { isKeyDigest } from '../stored-form/sealing.js';
import { isRefused, readNeedInput, type CheckedInput } from '../input/read-input.js';

export type NeedRequest = {
  /** The caller's input, unchecked. */
  readonly input: object;
  /** From the caller's token, never from the input. */
  readonly recordedBy: string;
  readonly correlationId: string;
  readonly causationId?: string | null;
  /** When it became known, milliseconds since the epoch; only an importer sets it. Default: now. */
  readonly recordedAt?: number;
};

type RecordedFact<F extends NeedFact> = {
  readonly fact: F;
  /** The position in the log at which all of it is written; for a repeat, that position or a later one. */
  readonly position: Position;
  /** Whether it was already on record, so that this call added nothing. */
  readonly replayed: boolean;
};

export type StepAnswer = Answer<RecordedFact<NeedStepTaken>>;
/** With the NeedFulfilled of each customer who waited, and the customers for whom it was refused. */
export type FulfilAnswer = Answer<RecordedFact<NeedFulfilmentBegun> & Fulfilled>;

/** Lookups across all relationships, as of the head of the log at the time of the call or later. */
export type NeedIndex = {
  /** Every customer who ever asked for the need, in the order of customer ids. */
  askers(needId: string): Promise<readonly string[]>;
  /** The needs with a fulfilment that was begun and not finished. */
  unfinished(): Promise<readonly string[]>;
  /** The needs with a fact of their own in the register. */
  recorded(): Promise<readonly string[]>;
};

/** The secret key of the register, under which idempotency keys are digested. */
export type RegisterKey = Pick<KeyRing, 'ofRegister' | 'makeOfRegister'>;

type CallerFact = 'NeedStepTaken' | 'NeedFulfilmentBegun';

/** What the answer is built from: the facts of the need at the time of the decision, and who ever asked for it. */
type Known = { readonly onRecord: readonly NeedFact[]; readonly askers: readonly string[] };

/** The needs register on the log: the facts of each need, and its fulfilment with every customer who waits for it. */
export class NeedLog {
  private readonly needs: Decider<NeedFact[], NeedFact>;

  /**
   * @param now the clock, milliseconds since the epoch
   */
  constructor(
    private readonly store: EventStore,
    private readonly contacts: Contacts,
    private readonly index: NeedIndex,
    private readonly now: () => number,
    private readonly keys: RegisterKey,
  ) {
    const evolve = (facts: NeedFact[], fact: NeedFact): NeedFact[] => [...facts, fact];
    this.needs = new Decider<NeedFact[], NeedFact>(store, { initial: () => [], decode: needFactFrom, evolve });
  }

  /** Records a step towards the fulfilment of a need. @throws what `Decider.transact` and the index throw */
  async takeStep(request: NeedRequest): Promise<StepAnswer> {
    return this.record('NeedStepTaken', request, (recorded) => recorded);
  }

  /**
   * Records that a need is fulfilled, with every customer who waited for it at that time. If an earlier call did not finish,
   * for example because of a crash, its fulfilment is finished first. So a caller may retry when the outcome is unknown.
   * @throws what `Decider.transact` and the index throw
   */
  async fulfil(request: NeedRequest): Promise<FulfilAnswer> {
    return this.record('NeedFulfilmentBegun', request, async (recorded, { onRecord, askers }) => {
      const { fact: begun, replayed } = recorded;
      const done = replayed ? doneOf(onRecord, begun) : null;
      if (done === null) return { ...(await this.finish(begun, askers, request.recordedAt)), replayed };
      return { ...recorded, ...(await fulfilledBefore(this.contacts, { begun, done }, askers)) };
    });
  }

  /** Finishes the fulfilments that were begun and not finished. Call it once a server has started. @returns how many */
  async resume(): Promise<number> {
    let finished = 0;
    for (const needId of await this.index.unfinished())
      finished += await this.needs.transact(needStreamOf(needId), async (onRecord) => {
        const count = await this.finishAll(onRecord, await this.index.askers(needId));
        return { events: [], answer: () => count };
      });
    return finished;
  }

  private async record<T extends CallerFact, R>(
    type: T,
    request: NeedRequest,
    answered: (recorded: RecordedFact<NeedFact<T>>, known: Known) => R | Promise<R>,
  ): Promise<Answer<R>> {
    const read = readNeedInput(type, request.input);
    if (isRefused(read)) return refusedWith(read);
    const needId = await this.needNamed(read);
    if (read.ofNewIds.length > 0 && (await this.index.askers(needId)).length === 0) return refusedWith(read.ofNewIds);
    const input = { ...read, facts: { ...read.facts, needId } };
    const key = read.idempotencyKey === null ? null : await this.registerKey();
    return this.needs.transact<Answer<R>>(needStreamOf(needId), async (onRecord) => {
      const { recordedBy, correlationId, causationId = null, recordedAt = this.now() } = request;
      const recorder = { recordedBy, correlationId, causationId, recordedAt };
      const candidate = needCandidateOf(type, input, recorder, key);
      const askers = await this.index.askers(needId);
      // Finishing appended to this stream: read it again, so that the rules see it.
      if ((await this.finishAll(onRecord, askers)) > 0) return null;
      const state = await needStateOf(this.contacts, needId, askers, candidate.at);
      const decision = decideNeed(onRecord, state, candidate, needFormsOf(type, read, key));
      if (decision.is === 'REFUSED') return { events: [], answer: () => refusedWith([decision.refusal]) };
      const replayed = decision.is === 'REPEATED';
      const answer = async (position: Position): Promise<Answer<R>> => {
        const fact = replayed ? decision.earlier : { ...candidate, position };
        return { recorded: await answered({ fact, position, replayed }, { onRecord, askers }), refusals: [] };
      };
      return { events: replayed ? [] : [needToStored(candidate)], answer };
    });
  }

  /**
   * A new key is only made while no digest is on record: by another key no repeat would be recognised, and each would be
   * recorded again. All needs are read for it, but only until the first key is made. @throws KeyUnusable
   */
  private async registerKey(): Promise<KeyObject> {
    const known = this.keys.ofRegister();
    if (known !== null) return known;
    for (const needId of await this.index.recorded()) {
      const { state } = await this.needs.read(needStreamOf(needId));
      if (state.some(({ idempotencyKey }) => isKeyDigest(idempotencyKey))) throw new KeyUnusable(null);
    }
    return this.keys.makeOfRegister();
  }

  /** The need in its normal form or, if customers asked only for that, as it was given; earlier releases recorded it so. */
  private async needNamed({ facts, asGiven }: CheckedInput): Promise<string> {
    const [normal, given] = [facts.needId as string, (asGiven ?? { facts }).facts.needId as string];
    const isOlder =
      given !== normal && (await this.index.askers(normal)).length === 0 && (await this.index.askers(given)).length > 0;
    return isOlder ? given : normal;
  }

  /** @returns how many fulfilments it finished */
  private async finishAll(onRecord: readonly NeedFact[], askers: readonly string[]): Promise<number> {
    const unfinished = unfinishedOf(onRecord);
    for (const begun of unfinished) await this.finish(begun, askers);
    return unfinished.length;
  }

  private async finish(begun: NeedFulfilmentBegun, askers: readonly string[], stated?: number) {
    // If the clock was set back meanwhile, the end must still not be before the beginning.
    const recordedAt = Math.max(stated ?? this.now(), begun.recordedAt);
    const fulfilled = await fulfilForAll(this.contacts, begun, askers, recordedAt);
    const done = needToStored(doneWith(begun, fulfilled.skipped, recordedAt));
    const { lastPosition: position } = await this.store.append(needStreamOf(begun.data.needId), [done], 'any');
    return { fact: begun, position, ...fulfilled };
  }
}

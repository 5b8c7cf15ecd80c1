import { v5, v7 } from 'uuid';
import { WrongExpectedRevision, type EventStore, type Position, type StoredEvent } from '#event-store';
import {
  changesScores,
  decideModel,
  ModelRegistry,
  type ModelFact,
  type ModelFactType,
  type ModelRefusal,
  type ModelRules,
  type TrustModel,
} from '#trust';
import { MODEL_STREAM, modelFactFrom, modelToStored } from './codec.js';

export type ModelRequest<T extends ModelFactType = ModelFactType> = {
  readonly type: T;
  readonly data: ModelFact<T>['data'];
  /** From the caller's token, never from the input. */
  readonly recordedBy: string;
  readonly correlationId: string;
};

/** Either the registry with the change in it, on disk, or why it was not recorded. */
export type ModelAnswer =
  | {
      readonly registry: ModelRegistry;
      readonly position: Position;
      readonly replayed: boolean;
      readonly refusal: null;
    }
  | { readonly registry: null; readonly refusal: ModelRefusal };

/** Ids of what a release says itself are made from what it says, so that several nodes say it once. */
const SHIPPED = '5b0ad83e-3a63-43a8-8b35-54b7a2f5c7c4';
const MOST_CONFLICTS = 100;

/** The models' registry on the log: read, fold, decide, append. */
export class ModelLog {
  private facts: readonly ModelFact[] = [];
  private known = ModelRegistry.of([]);
  private lastRevision: number | 'none' = 'none';
  private lastPosition: Position = 0n;

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    private readonly store: EventStore,
    private readonly rules: ModelRules,
    private readonly now: () => number = Date.now,
  ) {}

  /** The registry as it was last read, or as far as the log has been followed. */
  get registry(): ModelRegistry {
    return this.known;
  }

  /** Where in the log its last fact is; 0 where there is none. */
  get position(): Position {
    return this.lastPosition;
  }

  /** Where in the log scores last came to be read by another model; 0 where they never did. */
  get lastActivation(): Position {
    return this.facts.findLast(changesScores)?.position ?? 0n;
  }

  /** The model that scores of the segment are read by. */
  activeFor(segment: string | null): TrustModel {
    return this.known.activeFor(segment);
  }

  /** The model of this id. @throws RangeError where there is none */
  named(id: string): TrustModel {
    return this.known.named(id);
  }

  /** Reads what the log holds beyond what is known. */
  async read(): Promise<ModelRegistry> {
    const fromRevision = this.lastRevision === 'none' ? 0 : this.lastRevision + 1;
    for await (const batch of this.store.readStream(MODEL_STREAM, { fromRevision }))
      for (const event of batch) this.follow(event);
    return this.known;
  }

  /**
   * Takes in an event that a follower of the log has read anyway.
   * @returns whether scores are read by another model after it than before it
   */
  follow(event: StoredEvent): boolean {
    const fact = modelFactFrom(event);
    if (fact === null) return false;
    if (event.position > this.lastPosition) {
      this.facts = [...this.facts, fact];
      this.known = ModelRegistry.of(this.facts);
      this.lastRevision = event.revision;
      this.lastPosition = event.position;
    }
    return changesScores(fact);
  }

  /** Records a change of models. @throws what `EventStore.append` throws */
  async record<T extends ModelFactType>(request: ModelRequest<T>): Promise<ModelAnswer> {
    return this.append(request, v7());
  }

  /**
   * Says of the candidates that come with the release that they are in shadow from now on, once, so that the time they
   * have been there is on record.
   */
  async shadowShipped(): Promise<void> {
    const registry = await this.read();
    for (const { model, drafted, shadowSince, state } of registry.all()) {
      if (drafted !== null || shadowSince !== null || state !== 'SHADOW') continue;
      const data = { modelId: model.id };
      const request = { type: 'ModelShadowed', data, recordedBy: 'release', correlationId: v7() } as const;
      await this.append(request, v5(`ModelShadowed\n${model.id}`, SHIPPED));
    }
  }

  private async append(request: ModelRequest, id: string): Promise<ModelAnswer> {
    for (let conflicts = 0; ; conflicts += 1) {
      const registry = await this.read();
      const { type, data, recordedBy, correlationId } = request;
      const fact = { id, type, data, recordedAt: this.now(), recordedBy, position: null } as ModelFact;
      const decision = decideModel(registry, fact, this.rules);
      if (decision.is === 'REFUSED') return { registry: null, refusal: decision.refusal };
      if (decision.is === 'REPEATED') return { registry, position: this.lastPosition, replayed: true, refusal: null };
      try {
        const stored = modelToStored(fact, correlationId);
        const { lastPosition } = await this.store.append(MODEL_STREAM, [stored], this.lastRevision);
        return { registry: await this.read(), position: lastPosition, replayed: false, refusal: null };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts === MOST_CONFLICTS) throw error;
      }
    }
  }
}

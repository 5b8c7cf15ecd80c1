import { v5, v7 } from 'uuid';
import { Decider, isOfIdentity, type EventStore, type Folded, type Position, type StoredEvent } from '#event-store';
import { NO_HOLIDAYS, refusedWith, type Answer, type Calendar } from '#relationship';
import {
  changesScores,
  DEFAULT_MODEL,
  decideModel,
  ModelRegistry,
  type ModelFact,
  type ModelFactType,
  type ModelRefusalCode,
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

/** The registry with the change, which is on disk. */
export type ModelAnswer = Answer<
  {
    readonly registry: ModelRegistry;
    readonly position: Position;
    /** Whether the change was already in effect, so that nothing was added. */
    readonly replayed: boolean;
  },
  ModelRefusalCode
>;

/** UUID namespace of facts that the release itself records. Their ids are derived, so several nodes record them once. */
const SHIPPED = '5b0ad83e-3a63-43a8-8b35-54b7a2f5c7c4';
const idOfShipped = (type: ModelFactType, modelId: string): string => v5(`${type}\n${modelId}`, SHIPPED);

/** Whether a start wrote the event, not a person: it says which models come with the release. */
export function isOfRelease(event: StoredEvent): boolean {
  const fact = modelFactFrom(event);
  return fact !== null && fact.id === idOfShipped(fact.type, fact.data.modelId);
}

/** Whether it changes the active model of any segment. Its content is not read, so it may be damaged. */
export const changesActiveModel = ({ stream, type }: Pick<StoredEvent, 'stream' | 'type'>): boolean =>
  stream === MODEL_STREAM && changesScores({ type: type as ModelFactType });

/** Who records what comes with the release. */
const RELEASE = 'release';

/** The model registry on the log: one stream, folded to the registry. */
export class ModelLog {
  private readonly remembered = new Map<string, Folded<ModelRegistry>>();
  private readonly models: Decider<ModelRegistry, ModelFact>;

  private readonly noChanges: ModelRegistry;

  /** @param now the clock, milliseconds since the epoch @param calendar the days and hours that are worked */
  constructor(
    private readonly store: EventStore,
    private readonly rules: ModelRules,
    private readonly now: () => number = Date.now,
    calendar: Calendar = NO_HOLIDAYS,
  ) {
    this.noChanges = ModelRegistry.of([], calendar);
    const evolve = ({ facts }: ModelRegistry, fact: ModelFact) => ModelRegistry.of([...facts, fact], calendar);
    const folding = { initial: () => this.noChanges, decode: modelFactFrom, evolve };
    this.models = new Decider(store, folding, this.remembered);
  }

  /** The registry as of the last read, or as far as the log has been followed. */
  get registry(): ModelRegistry {
    return this.remembered.get(MODEL_STREAM)?.state ?? this.noChanges;
  }

  /** The log position of its last fact; 0 if there is none. */
  get position(): Position {
    return this.remembered.get(MODEL_STREAM)?.position ?? 0n;
  }

  /** The log position of the last change of an active model; 0 if there was none. */
  get lastActivation(): Position {
    return this.registry.facts.findLast(changesScores)?.position ?? 0n;
  }

  /** The active model of the segment, which computes its scores. */
  activeFor(segment: string | null): TrustModel {
    return this.registry.activeFor(segment);
  }

  /** The model with this id. @throws RangeError if there is none */
  named(id: string): TrustModel {
    return this.registry.named(id);
  }

  /** Reads the new facts from the log. */
  async read(): Promise<ModelRegistry> {
    return (await this.models.read(MODEL_STREAM)).state;
  }

  /**
   * Adds an event that a follower of the log has read.
   * @returns whether the event changes the active model of any segment
   */
  follow(event: StoredEvent): boolean {
    const fact = modelFactFrom(event);
    if (fact === null) return false;
    this.models.follow(event, fact);
    return changesScores(fact);
  }

  /** Records a change of models. @throws what `Decider.transact` throws */
  async record<T extends ModelFactType>(request: ModelRequest<T>): Promise<ModelAnswer> {
    return this.append(request, v7());
  }

  /**
   * On a log that holds nothing but its identity, activates the model of a new store. A log that holds anything else keeps
   * the model that it has, so that no score changes unasked. Several processes that begin together append one event: its id
   * is derived.
   */
  async activateOnEmptyLog(): Promise<void> {
    // One more than the identity, which is one event.
    for await (const batch of this.store.readAll({ limit: 2 })) if (!batch.every(isOfIdentity)) return;
    await this.models.transact(MODEL_STREAM, ({ facts }) => ({
      events: facts.length > 0 ? [] : [modelToStored(this.founding(), v7())],
      answer: () => undefined,
    }));
  }

  private founding(): ModelFact {
    return {
      id: idOfShipped('ModelActivated', DEFAULT_MODEL.id),
      type: 'ModelActivated',
      data: { modelId: DEFAULT_MODEL.id, reason: 'The model of a new store.' },
      recordedAt: this.now(),
      recordedBy: RELEASE,
      position: null,
    };
  }

  /**
   * Records once, for each candidate model of the release, that it is in shadow from now on, so that the log holds the time
   * since when it is.
   */
  async shadowShipped(): Promise<void> {
    const registry = await this.read();
    for (const { model, drafted, shadowSince, state } of registry.all()) {
      if (drafted !== null || shadowSince !== null || state !== 'SHADOW') continue;
      const data = { modelId: model.id };
      const request = { type: 'ModelShadowed', data, recordedBy: RELEASE, correlationId: v7() } as const;
      await this.append(request, idOfShipped('ModelShadowed', model.id));
    }
  }

  private append(request: ModelRequest, id: string): Promise<ModelAnswer> {
    return this.models.transact<ModelAnswer>(MODEL_STREAM, (registry) => {
      const { type, data, recordedBy, correlationId } = request;
      const fact = { id, type, data, recordedAt: this.now(), recordedBy, position: null } as ModelFact;
      const decision = decideModel(registry, fact, this.rules);
      if (decision.is === 'REFUSED') return { events: [], answer: () => refusedWith([decision.refusal]) };
      const replayed = decision.is === 'REPEATED';
      return {
        events: replayed ? [] : [modelToStored(fact, correlationId)],
        answer: (position) => ({ recorded: { registry: this.registry, position, replayed }, refusals: [] }),
      };
    });
  }
}

import { compareText, NO_HOLIDAYS, type Calendar } from '#relationship';
import { BUILT_IN, TRUST_BETA_1 } from '../model/built-in.js';
import type { ModelInForce } from '../history/history.js';
import type { TrustModel } from '../model/model.js';
import { onCalendar } from '../model/on-calendar.js';
import { parseModel } from '../model/parse-model.js';
import type { ModelFact, ModelState } from './model-fact.js';

/** One activation of a model. Times are milliseconds since the epoch. */
export type Activation = {
  readonly model: TrustModel;
  /** The segment; null: all segments without a model of their own. */
  readonly segment: string | null;
  /** Null for the model of a log that does not begin with an activation: it was active from the beginning. */
  readonly fact: ModelFact<'ModelActivated'> | null;
};

export type RegisteredModel = {
  readonly model: TrustModel;
  readonly state: ModelState;
  /** The fact of its draft, with author and time; null for a model that comes with the release. */
  readonly drafted: ModelFact<'ModelDrafted'> | null;
  /** Since when it has been computed alongside the active model; null where it never was. */
  readonly shadowSince: number | null;
  /** Every time it was made active, the earliest first. */
  readonly activations: readonly Activation[];
  /** The segments for which it is active now; null: all segments without a model of their own. */
  readonly activeFor: readonly (string | null)[];
  readonly retired: ModelFact<'ModelRetired'> | null;
};

type Entry = { -readonly [K in keyof RegisteredModel]: RegisteredModel[K] };

const entry = (model: TrustModel, state: ModelState): Entry => ({
  model,
  state,
  drafted: null,
  shadowSince: null,
  activations: [],
  activeFor: [],
  retired: null,
});

/** Which model computes the scores of a segment. */
export type ModelChoice = Pick<ModelRegistry, 'activeFor' | 'named'>;

/** The models and their states: a pure function of the facts in the order of the log. */
export class ModelRegistry {
  private readonly entries = new Map<string, Entry>();
  private readonly active = new Map<string | null, TrustModel>();
  /** Which model a segment changed to, and from when; null: it uses the general model again. */
  private readonly changes: {
    readonly segment: string | null;
    readonly model: TrustModel | null;
    readonly from: number;
  }[] = [];

  /** The activation with which the log began; null: the log began without one. */
  private readonly founding: ModelFact<'ModelActivated'> | null;
  /** The model of the whole log before its first change. */
  private readonly firstModel: TrustModel;

  private constructor(
    readonly facts: readonly ModelFact[],
    readonly calendar: Calendar,
  ) {
    for (const model of BUILT_IN) this.entries.set(model.id, entry(onCalendar(model, calendar), 'SHADOW'));
    const [first] = facts;
    this.founding = first?.type === 'ModelActivated' && this.entries.has(first.data.modelId) ? first : null;
    this.firstModel = this.named(this.founding?.data.modelId ?? TRUST_BETA_1.id);
    this.activate({ model: this.firstModel, segment: null, fact: this.founding });
    for (const fact of facts) if (fact !== this.founding) this.take(fact);
  }

  /** @param calendar the days and hours that are worked; every model counts by it */
  static of(facts: Iterable<ModelFact>, calendar: Calendar = NO_HOLIDAYS): ModelRegistry {
    return new ModelRegistry([...facts], calendar);
  }

  /**
   * The registry as of an earlier time. The activation with which the log began counts at every time: contacts may have
   * been known before the log was made, and no other model scored them. @param position where given, the facts up to this
   * position of the log count, whatever `knownAt` is
   */
  asKnown({ knownAt, position }: { readonly knownAt: number; readonly position?: bigint | null }): ModelRegistry {
    const counts = (fact: ModelFact) =>
      position == null
        ? fact === this.founding || fact.recordedAt <= knownAt
        : fact.position !== null && fact.position <= position;
    return this.facts.every(counts) ? this : ModelRegistry.of(this.facts.filter(counts), this.calendar);
  }

  /** All models, the active ones first, then by id. */
  all(): readonly RegisteredModel[] {
    const rank = ({ state }: RegisteredModel) => ['ACTIVE', 'SHADOW', 'DRAFT', 'RETIRED'].indexOf(state);
    return [...this.entries.values()].sort((a, b) => rank(a) - rank(b) || compareText(a.model.id, b.model.id));
  }

  /** Null where no model has this id. */
  find(id: string): RegisteredModel | null {
    return this.entries.get(id) ?? null;
  }

  /** The model of this id. @throws RangeError where there is none */
  named(id: string): TrustModel {
    const found = this.find(id);
    if (found === null) throw new RangeError(`there is no model ${id}`);
    return found.model;
  }

  /** The candidates: models in shadow, by id. They are computed alongside the active model. */
  candidates(): readonly TrustModel[] {
    return this.all()
      .filter(({ state }) => state === 'SHADOW')
      .map(({ model }) => model);
  }

  /** The model that computes the scores of the segment; null: of relationships without a segment. */
  activeFor(segment: string | null): TrustModel {
    return this.active.get(segment) ?? this.active.get(null) ?? this.firstModel;
  }

  /** The models that computed the scores of the segment over time, each with its start; the first from the beginning. */
  inForce(segment: string | null): readonly [ModelInForce, ...ModelInForce[]] {
    let [own, everybody]: (TrustModel | null)[] = [null, this.firstModel];
    const inForce: [ModelInForce, ...ModelInForce[]] = [{ model: this.firstModel, from: 0 }];
    for (const { model, segment: of, from } of this.changes) {
      if (of === null) everybody = model;
      else if (of === segment) own = model;
      const now = own ?? everybody ?? this.firstModel;
      if (now !== inForce.at(-1)?.model) inForce.push({ model: now, from });
    }
    return inForce;
  }

  private take(fact: ModelFact): void {
    const known = this.entries.get(fact.data.modelId);
    if (fact.type === 'ModelDrafted')
      this.entries.set(fact.data.modelId, {
        ...entry(onCalendar(modelOf(fact), this.calendar), 'DRAFT'),
        drafted: fact,
      });
    else if (known === undefined) return;
    else if (fact.type === 'ModelShadowed') {
      known.state = 'SHADOW';
      known.shadowSince ??= fact.recordedAt;
    } else if (fact.type === 'ModelRetired') {
      known.state = 'RETIRED';
      known.retired = fact;
    } else if (fact.type === 'ModelReleased') {
      this.active.delete(fact.data.segment);
      this.changes.push({ segment: fact.data.segment, model: null, from: fact.recordedAt });
      this.restate(known);
    } else {
      this.changes.push({ segment: fact.data.segment ?? null, model: known.model, from: fact.recordedAt });
      this.activate({ model: known.model, segment: fact.data.segment ?? null, fact });
    }
  }

  /** One model is active in a segment. The one before is retired, unless it is active in another segment. */
  private activate(activation: Activation): void {
    const { model, segment } = activation;
    const before = this.active.get(segment);
    this.active.set(segment, model);
    const own = this.entries.get(model.id);
    if (own !== undefined) own.activations = [...own.activations, activation];
    for (const each of [before, model]) {
      const changed = each && this.entries.get(each.id);
      if (changed) this.restate(changed);
    }
  }

  private restate(changed: Entry): void {
    changed.activeFor = [...this.active].filter(([, active]) => active === changed.model).map(([of]) => of);
    changed.state = changed.activeFor.length > 0 ? 'ACTIVE' : 'RETIRED';
  }
}

/** Cache: a document is parsed once, however often a registry is built. */
const parsed = new WeakMap<ModelFact, TrustModel>();

function modelOf(fact: ModelFact<'ModelDrafted'>): TrustModel {
  const model = parsed.get(fact) ?? parseModel(fact.data.document);
  parsed.set(fact, model);
  return model;
}

import type { TrustModelDocument } from '../model/document.js';

/** What a model is used for. */
export const MODEL_STATES = ['DRAFT', 'SHADOW', 'ACTIVE', 'RETIRED'] as const;
export type ModelState = (typeof MODEL_STATES)[number];

type ModelFacts = {
  /** A document was stored as a draft. A draft can be replaced. */
  readonly ModelDrafted: { readonly modelId: string; readonly document: TrustModelDocument };
  /** From now on it is computed alongside the active model; its document is final. */
  readonly ModelShadowed: { readonly modelId: string };
  /** From now on it computes the scores of the segment; without a segment, of all that have no model of their own. */
  readonly ModelActivated: { readonly modelId: string; readonly segment?: string; readonly reason: string };
  /** The segment has no model of its own any more, and uses the general model. */
  readonly ModelReleased: { readonly modelId: string; readonly segment: string; readonly reason: string };
  /** A draft or a candidate is retired. */
  readonly ModelRetired: { readonly modelId: string; readonly reason: string };
};
export type ModelFactType = keyof ModelFacts;
export const MODEL_FACTS: readonly ModelFactType[] = [
  'ModelDrafted',
  'ModelShadowed',
  'ModelActivated',
  'ModelReleased',
  'ModelRetired',
];

type Recorded<T extends ModelFactType> = {
  /** A UUID. */
  readonly id: string;
  readonly type: T;
  readonly data: ModelFacts[T];
  /**
   * When we learned of it, stamped by the server, milliseconds since the epoch. The change takes effect at this time; an
   * activation with which the log began holds from the beginning.
   */
  readonly recordedAt: number;
  readonly recordedBy: string;
  /** Position in the log; null while it is not on record. */
  readonly position: bigint | null;
};

/**
 * A recorded fact of the models' registry. STORED EVENTS ARE A FILE FORMAT: a field is never renamed, never changes
 * meaning and never becomes required; test/fixtures/stored/models.v1.ndjson holds one of each.
 */
export type ModelFact<T extends ModelFactType = ModelFactType> = { readonly [K in T]: Recorded<K> }[T];

/** Whether scores are computed by another model after this fact than before it. */
export const changesScores = ({ type }: Pick<ModelFact, 'type'>): boolean =>
  type === 'ModelActivated' || type === 'ModelReleased';

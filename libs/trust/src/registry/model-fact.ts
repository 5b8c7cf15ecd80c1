import type { TrustModelDocument } from '../model/document.js';

/** What a model is used for. */
export const MODEL_STATES = ['DRAFT', 'SHADOW', 'ACTIVE', 'RETIRED'] as const;
export type ModelState = (typeof MODEL_STATES)[number];

type ModelFacts = {
  /** A document was written down. As long as it is a draft it may be written down anew. */
  readonly ModelDrafted: { readonly modelId: string; readonly document: TrustModelDocument };
  /** It is assessed beside the active model from here on; its document is final. */
  readonly ModelShadowed: { readonly modelId: string };
  /** Scores are read by it from here on: those of the segment, or, where none is named, of all without a model of theirs. */
  readonly ModelActivated: { readonly modelId: string; readonly segment?: string; readonly reason: string };
  /** The segment has no model of its own any more, and follows that of all. */
  readonly ModelReleased: { readonly modelId: string; readonly segment: string; readonly reason: string };
  /** A draft or a candidate is given up. */
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
  /** When we learned of it, stamped by the server, milliseconds since the epoch. A change of models holds from here on. */
  readonly recordedAt: number;
  readonly recordedBy: string;
  /** Where it stands in the log; null where it is not on record yet. */
  readonly position: bigint | null;
};

/**
 * A recorded fact of the models' registry. STORED EVENTS ARE A FILE FORMAT: a field is never renamed, never changes
 * meaning and never becomes required; test/fixtures/stored/models.v1.ndjson holds one of each.
 */
export type ModelFact<T extends ModelFactType = ModelFactType> = { readonly [K in T]: Recorded<K> }[T];

/** Whether scores are read by another model after it than before it. */
export const changesScores = ({ type }: ModelFact): boolean => type === 'ModelActivated' || type === 'ModelReleased';

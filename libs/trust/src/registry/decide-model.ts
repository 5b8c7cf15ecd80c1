import { RECORDED, refused, repeated, toIso, type Decision } from '#relationship';
import { ModelInvalid } from '../model/field.js';
import { parseModel } from '../model/parse-model.js';
import type { ModelFact } from './model-fact.js';
import { refuseModel, type ModelRefusalCode } from './model-refusal.js';
import type { ModelRegistry, RegisteredModel } from './model-registry.js';

/** A repeat returns the registered model, which is already in the requested state. */
type ModelDecision = Decision<RegisteredModel, ModelRefusalCode>;

export type ModelRules = {
  /** How long a model must have been in shadow before it may be made active, milliseconds. */
  readonly minShadowMs: number;
};

/** Decides whether a change of models can be recorded. @param fact complete, as it would be recorded */
export function decideModel(registry: ModelRegistry, fact: ModelFact, { minShadowMs }: ModelRules): ModelDecision {
  if (fact.type === 'ModelDrafted') return decideDraft(registry, fact);
  const known = registry.find(fact.data.modelId);
  if (known === null) return refused(refuseModel('MODEL_UNKNOWN', 'modelId'));
  const { state, shadowSince, activations, activeFor } = known;
  switch (fact.type) {
    case 'ModelShadowed':
      if (state === 'SHADOW' && shadowSince !== null) return repeated(known);
      return state === 'DRAFT' || state === 'SHADOW' ? RECORDED : refused(refuseModel('MODEL_NOT_A_DRAFT', 'modelId'));
    case 'ModelRetired':
      if (state === 'ACTIVE') return refused(refuseModel('MODEL_ACTIVE', 'modelId'));
      return state === 'RETIRED' ? repeated(known) : RECORDED;
    case 'ModelReleased':
      return activeFor.includes(fact.data.segment) ? RECORDED : refused(refuseModel('MODEL_NOT_ACTIVE', 'segment'));
    case 'ModelActivated': {
      if (activeFor.includes(fact.data.segment ?? null)) return repeated(known);
      // A model that was active before needs no further trial: going back to it must be possible at once.
      if (activations.length > 0) return RECORDED;
      if (state !== 'SHADOW') return refused(refuseModel('MODEL_NOT_IN_SHADOW', 'modelId'));
      const allowedAt = (shadowSince ?? fact.recordedAt) + minShadowMs;
      if (shadowSince !== null && fact.recordedAt >= allowedAt) return RECORDED;
      const message = `The model may be made active from ${toIso(allowedAt)} on, not before.`;
      return refused(refuseModel('MODEL_SHADOW_TOO_SHORT', 'modelId', message));
    }
  }
}

function decideDraft(registry: ModelRegistry, { data }: ModelFact<'ModelDrafted'>): ModelDecision {
  try {
    parseModel(data.document);
  } catch (error) {
    if (!(error instanceof ModelInvalid)) throw error;
    return refused(
      refuseModel('MODEL_INVALID', error.path === '' ? 'document' : `document.${error.path}`, `${error.message}.`),
    );
  }
  const known = registry.find(data.modelId);
  if (known === null) return RECORDED;
  if (JSON.stringify(known.model.document) === JSON.stringify(data.document)) return repeated(known);
  return known.state === 'DRAFT' ? RECORDED : refused(refuseModel('MODEL_ALREADY_USED', 'document.id'));
}

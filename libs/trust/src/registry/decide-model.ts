import { ModelInvalid } from '../model/field.js';
import { parseModel } from '../model/parse-model.js';
import type { ModelFact } from './model-fact.js';
import { refuseModel, type ModelRefusal } from './model-refusal.js';
import type { ModelRegistry } from './model-registry.js';

/** What becomes of a change of models that somebody wants to record. */
export type ModelDecision =
  | { readonly is: 'RECORDED' }
  /** Things are so already, and nothing is added. */
  | { readonly is: 'REPEATED' }
  | { readonly is: 'REFUSED'; readonly refusal: ModelRefusal };

export type ModelRules = {
  /** How long a model must have been in shadow before it may be made active, milliseconds. */
  readonly minShadowMs: number;
};

const RECORDED: ModelDecision = { is: 'RECORDED' };
const REPEATED: ModelDecision = { is: 'REPEATED' };
const refused = (...[code, field, message]: Parameters<typeof refuseModel>): ModelDecision => ({
  is: 'REFUSED',
  refusal: refuseModel(code, field, message),
});

/** Judges a change of models by the registry as it is. @param fact as it would be recorded */
export function decideModel(registry: ModelRegistry, fact: ModelFact, { minShadowMs }: ModelRules): ModelDecision {
  if (fact.type === 'ModelDrafted') return decideDraft(registry, fact);
  const known = registry.find(fact.data.modelId);
  if (known === null) return refused('MODEL_UNKNOWN', 'modelId');
  const { state, shadowSince, activations, activeFor } = known;
  switch (fact.type) {
    case 'ModelShadowed':
      if (state === 'SHADOW' && shadowSince !== null) return REPEATED;
      return state === 'DRAFT' || state === 'SHADOW' ? RECORDED : refused('MODEL_NOT_A_DRAFT', 'modelId');
    case 'ModelRetired':
      if (state === 'ACTIVE') return refused('MODEL_ACTIVE', 'modelId');
      return state === 'RETIRED' ? REPEATED : RECORDED;
    case 'ModelReleased':
      return activeFor.includes(fact.data.segment) ? RECORDED : refused('MODEL_NOT_ACTIVE', 'segment');
    case 'ModelActivated': {
      if (activeFor.includes(fact.data.segment ?? null)) return REPEATED;
      // What was active before has been tried enough: going back to it must not have to wait.
      if (activations.length > 0) return RECORDED;
      if (state !== 'SHADOW') return refused('MODEL_NOT_IN_SHADOW', 'modelId');
      const mayAt = (shadowSince ?? fact.recordedAt) + minShadowMs;
      const isTriedEnough = shadowSince !== null && fact.recordedAt >= mayAt;
      if (isTriedEnough) return RECORDED;
      const message = `The model may be made active from ${new Date(mayAt).toISOString()} on, not before.`;
      return refused('MODEL_SHADOW_TOO_SHORT', 'modelId', message);
    }
  }
}

function decideDraft(registry: ModelRegistry, { data }: ModelFact<'ModelDrafted'>): ModelDecision {
  try {
    parseModel(data.document);
  } catch (error) {
    if (!(error instanceof ModelInvalid)) throw error;
    return refused('MODEL_INVALID', error.path === '' ? 'document' : `document.${error.path}`, `${error.message}.`);
  }
  const known = registry.find(data.modelId);
  if (known === null) return RECORDED;
  if (JSON.stringify(known.model.document) === JSON.stringify(data.document)) return REPEATED;
  return known.state === 'DRAFT' ? RECORDED : refused('MODEL_ALREADY_USED', 'document.id');
}

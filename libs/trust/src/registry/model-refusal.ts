import { refuser } from '#relationship';

/**
 * Every reason why a change of models is not recorded, with its sentence. The list is closed, like REFUSALS, the list for
 * contacts.
 */
export const MODEL_REFUSALS = {
  MODEL_INVALID: 'The document is not a valid model; the field says where.',
  MODEL_UNKNOWN: 'There is no model of this id.',
  MODEL_ALREADY_USED:
    'The model has been in shadow or active, or was retired, so its document is final. Give a changed document a new id.',
  MODEL_NOT_A_DRAFT: 'Only a draft can be put into shadow.',
  MODEL_NOT_IN_SHADOW: 'Only a model that is in shadow, or was active before, can be made active.',
  MODEL_SHADOW_TOO_SHORT: 'The model has not been in shadow long enough to be made active.',
  MODEL_NOT_ACTIVE: 'The model is not the one that was made active for this segment.',
  MODEL_ACTIVE: 'The model is active; make another one active in its place first.',
} as const;

export type ModelRefusalCode = keyof typeof MODEL_REFUSALS;

export const refuseModel = refuser(MODEL_REFUSALS);

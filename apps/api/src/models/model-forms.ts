import { id, plainText, optional, required } from '#relationship';
import { formInput } from '../schema/contact-input.js';

const modelId = required(id('The model, name and version, such as "trust-beta/2".'));
const reason = required(plainText('Why; kept for history.', 1000));
/** More than the longest document that makes sense. */
const LONGEST_DOCUMENT = 100_000;

/** What a caller says of models. */
export const DRAFT = {
  document: required(
    plainText('The document, JSON as text; `TrustModel.document` shows what one looks like.', LONGEST_DOCUMENT),
  ),
};
export const SHADOW = { modelId };
export const ACTIVATE = {
  modelId,
  segment: optional(
    plainText('The part of the book. Left out: all relationships whose segment has no model of its own.', 100),
  ),
  reason,
};
export const RELEASE = {
  modelId,
  segment: required(plainText('The part of the book.', 100)),
  reason,
};
export const RETIRE = { modelId, reason };

export const DraftModelInput = formInput('DraftModelInput', DRAFT, 'A model to be written down.');
export const ShadowModelInput = formInput('ShadowModelInput', SHADOW, 'A draft that becomes a candidate.');
export const ActivateModelInput = formInput('ActivateModelInput', ACTIVATE, 'A model that scores are to be read by.');
export const ReleaseModelInput = formInput(
  'ReleaseModelInput',
  RELEASE,
  'A model that a segment is no longer to be read by.',
);
export const RetireModelInput = formInput('RetireModelInput', RETIRE, 'A draft or a candidate that is given up.');

import { id, plainText, optional, required, plainLine } from '#relationship';
import { formInput } from '../schema/contact-input.js';

const modelId = required(id('The model, name and version, such as "trust-beta/2".'));
const reason = required(plainText('Why; kept for history.', 1000));
/** Characters; more than any sensible document has. */
const LONGEST_DOCUMENT = 100_000;

/** The input fields of the mutations of models. */
export const DRAFT = {
  document: required(
    plainText('The document, JSON as text; see `TrustModel.document` for an example.', LONGEST_DOCUMENT),
  ),
};
export const SHADOW = { modelId };
export const ACTIVATE = {
  modelId,
  segment: optional(plainLine('The customer segment. Default: all relationships whose segment has no own model.', 100)),
  reason,
};
export const RELEASE = {
  modelId,
  segment: required(plainLine('The customer segment.', 100)),
  reason,
};
export const RETIRE = { modelId, reason };

export const DraftModelInput = formInput('DraftModelInput', DRAFT, 'A new model, or a new document for a draft.');
export const ShadowModelInput = formInput('ShadowModelInput', SHADOW, 'The draft that goes into shadow.');
export const ActivateModelInput = formInput('ActivateModelInput', ACTIVATE, 'The model that becomes active.');
export const ReleaseModelInput = formInput(
  'ReleaseModelInput',
  RELEASE,
  'The model that is no longer active for a segment.',
);
export const RetireModelInput = formInput('RetireModelInput', RETIRE, 'The draft or candidate to retire.');

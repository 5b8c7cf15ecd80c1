export { customerOf, fromStored, opened, streamOf } from './codec.js';
export { ContactLog, type RecordAnswer, type RecordRequest } from './contact-log.js';
export {
  ENVELOPE_FIELDS,
  formClassOf,
  groupClassOf,
  inputClassOf,
  inputFieldsOf,
  needInputClassOf,
  needInputFieldsOf,
  type InputClass,
} from './input-class.js';
export { KeyRing } from './key-ring.js';
export { lapseMarkerId, type MarkerRequest } from './marker.js';
export { needFactFrom, needStreamOf } from './need-codec.js';
export type { Contacts, Fulfilled, SkippedCustomer } from './need-fulfilment.js';
export { NeedLog, type FulfilAnswer, type NeedIndex, type NeedRequest, type StepAnswer } from './need-log.js';
export { isRefused, readForm, readInput, type CheckedInput } from './read-input.js';
export { UNREADABLE_TEXT } from './sealing.js';

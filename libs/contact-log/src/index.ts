export { customerOf, fromStored, streamOf } from './codec.js';
export { ContactLog, type RecordAnswer, type RecordRequest } from './contact-log.js';
export { ENVELOPE_FIELDS, groupClassOf, inputClassOf, inputFieldsOf, type InputClass } from './input-class.js';
export { KeyRing } from './key-ring.js';
export { lapseMarkerId, type MarkerRequest } from './marker.js';

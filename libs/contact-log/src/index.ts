export { customerOf, fromStored, opened, streamOf } from './stored-form/codec.js';
export { inClear } from './stored-form/in-clear.js';
export { customerOnRecord } from './contacts/customer-on-record.js';
export { idsOnRecord, refusalsOfNewIds } from './contacts/ids-on-record.js';
export { contactsEverJoined } from './contacts/joined-timelines.js';
export { ContactLog } from './contacts/contact-log.js';
export type { RecordAnswer, RecordRequest, ReplaceAnswer, ReplaceRequest } from './contacts/requests.js';
export {
  ENVELOPE_FIELDS,
  formClassOf,
  groupClassOf,
  inputClassOf,
  inputFieldsFor,
  inputFieldsOf,
  needInputClassOf,
  needInputFieldsOf,
  type InputClass,
} from './input/input-class.js';
export { withEach } from './contacts/with-each.js';
export { assertOpens, KeyRing, KeysConflict, type CarriedKeys, type KeyRingOptions } from './keys/key-ring.js';
export type { KeptKey, KeyTable } from './keys/key-table.js';
export { ErasureRegister } from './keys/erasure-register.js';
export { PostgresKeys } from './keys/postgres-keys.js';
export { SqliteKeys } from './keys/sqlite-keys.js';
export { MasterKeyWrong } from './keys/wrapping.js';
export { RehearsalKeys } from './keys/rehearsal-keys.js';
export { KeyUnusable } from './stored-form/key-unusable.js';
export { whyKeysMisfit } from './stored-form/keys-fit.js';
export { lapseMarkerId, type MarkerRequest } from './contacts/marker.js';
export { assertKnown, readableContact, UnknownEventType } from './needs/known-event.js';
export { needFactFrom, needStreamOf } from './needs/need-codec.js';
export type { Contacts, Fulfilled, SkippedCustomer } from './needs/need-fulfilment.js';
export { NeedLog, type FulfilAnswer, type NeedIndex, type NeedRequest, type StepAnswer } from './needs/need-log.js';
export { inputForms, isRefused, readForm, readInput, readInputToJudge, type CheckedInput } from './input/read-input.js';
export { seal, unseal, UNREADABLE_TEXT } from './stored-form/sealing.js';
export { COLLEAGUE_FIELDS, type Colleague } from './colleagues/colleague-fact.js';
export { ColleagueLog, type ColleagueAnswer, type RegistrarRequest } from './colleagues/colleague-log.js';
export { eventSchemas, METADATA_SCHEMA, type EventSchema } from './schemas/event-schemas.js';
export { incompatible } from './schemas/incompatible.js';
export { factsSchema, type JsonSchema } from './schemas/field-schema.js';

export { FORMATS, type FileForm } from './folder/file-form.js';
export type { Inbox, SignatureForm } from './folder/inbox.js';
export { isSpanOfDays, NEXT_EXPECTATION, SPAN_OF_DAYS, type Question } from './folder/question.js';
export { readSource } from './folder/read-source.js';
export { SourceInvalid, SourceTooSlow } from './folder/source-invalid.js';
export { sourceFrom, type Source, type Validation } from './folder/source.js';
export { filesNamed } from './files/given-views.js';
export { temporaryFolder } from './engine/temporary-folder.js';
export { LIMITS, loadEngine, type Limits } from './engine/database.js';
export {
  CellReader,
  contactOfRow,
  eventType,
  type CanonicalContact,
  type Json,
  type NoContact,
} from './rows/contact-row.js';
export type { Identity } from './rows/identities.js';
export type { CutText } from './rows/cut-texts.js';
export { describeFiles, type DescribedColumn, type DescribedView } from './rows/described-files.js';
export type { CustomerRows } from './rows/customer-rows.js';
export { makesPseudonyms, OpenContacts, type GivenDocument, type OpenOptions } from './rows/open-contacts.js';
export type { SourceRow } from './rows/source-row.js';
export type { AnswerSummary } from './rows/summary.js';
export type { UnreadableLine } from './rows/unreadable-lines.js';

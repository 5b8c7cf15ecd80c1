export type { CommittedContact } from './announcements.js';
export type { ContactFilter, ContactQuery, ListedContact } from './contact-list.js';
export type { CustomerFilter } from './customer-list.js';
export { columnsOf, viewsIn, type CopiedViews, type CopyOptions, type DeclaredColumn } from './copy/copied-file.js';
export { copyPostgresViews, NoSuchViews } from './copy/copy-postgres-views.js';
export { copySqliteViews } from './copy/copy-sqlite-views.js';
export { openSqliteViews, type ViewsDatabase } from './database.js';
export { migrateViews } from './migrations.js';
export type { NeedQuery } from './need-list.js';
export type { WaitingCustomer } from './need-lookup.js';
export type { ListedFulfilment, ListedStep, NeedRow } from './need-row.js';
export type { ObligationQuery, OwedRow } from './obligation-list.js';
export { CursorInvalid, type Page } from './page.js';
export { openPostgresViews } from './postgres/open-postgres-views.js';
export { PostgresTurn } from './postgres/postgres-turn.js';
export { Projector, type Troubles } from './projector.js';
export {
  RELATIONSHIP_ORDERS,
  type RelationshipFilter,
  type RelationshipOrder,
  type RelationshipQuery,
  type RelationshipRow,
} from './relationship-list.js';
export { RelationshipViews } from './relationship-views.js';
export { exposureRow } from './stress/exposure-row.js';
export { BookInWorkers, type ExposureSource } from './stress/book-in-workers.js';
export { BooksInWorkers } from './stress/books-in-workers.js';
export { STRESSED, type Stressed } from './stress/messages.js';
export { StressDesk, StressDeskBusy } from './stress/stress-desk.js';
export type { StressedQuery, StressRun } from './stress/stress-run.js';
export { ALWAYS_OURS, type Turn } from './turn.js';
export { ViewsUnavailable } from './views-unavailable.js';
export { Views } from './views.js';
export { Watcher } from './watcher.js';
export { modelFrom, type Book } from './book/book.js';
export { Books, BooksBusy } from './book/books.js';
export { timelineFrom } from './book/timelines-as-of.js';
export { isLive, type Vantage } from './book/vantage.js';

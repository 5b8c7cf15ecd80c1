export type { CommittedContact } from './projecting/announcements.js';
export type { ContactFilter, ContactQuery, ListedContact } from './lists/contact-list.js';
export type { CustomerFilter } from './lists/customer-list.js';
export type { FallingDue } from './lists/falling-due.js';
export type { FirstContact } from './lists/first-contacts.js';
export { columnsOf, viewsIn, type CopiedViews, type CopyOptions, type DeclaredColumn } from './copy/copied-file.js';
export { copyPostgresViews, NoSuchViews } from './copy/copy-postgres-views.js';
export { copySqliteViews } from './copy/copy-sqlite-views.js';
export { openSqliteViews, whileClosed, type ViewsDatabase } from './database/database.js';
export { migrateViews } from './database/migrations.js';
export type { NeedQuery } from './lists/need-list.js';
export type { WaitingCustomer } from './lists/need-lookup.js';
export type { ListedFulfilment, ListedStep, NeedRow } from './lists/need-row.js';
export { Forecasts } from './forecasts/forecasts.js';
export {
  CALLS_OWED_ORDERS,
  type CallsOwedOrder,
  type ObligationQuery,
  type OwedRow,
} from './lists/obligation-query.js';
export { CursorInvalid, type Page } from './lists/page.js';
export { connectToViews, openPostgresViews, reachPostgresViews } from './database/open-postgres-views.js';
export { PostgresLease } from './leading/postgres-lease.js';
export type { Obstacle } from './projecting/obstacle.js';
export { LONGEST_WAIT_FOR_VIEWS_MS, Projector, type Interrupted } from './projecting/projector.js';
export type { RelationshipCounts } from './lists/relationship-counts.js';
export type { RelationshipFilter } from './lists/relationship-filter.js';
export {
  RELATIONSHIP_ORDERS,
  type RelationshipOrder,
  type RelationshipQuery,
  type RelationshipRow,
} from './lists/relationship-list.js';
export type { Scope } from './lists/scope.js';
export { RelationshipViews } from './rows/relationship-views.js';
export { isCalendarOf, noteCalendar } from './rows/calendar-change.js';
export { countPending } from './rows/put-off.js';
export { exposureRow } from './rows/exposure-row.js';
export type { ExposureSource } from './rows/exposure-changes.js';
export { RelationshipsInWorkers } from './stress/relationships-in-workers.js';
export { SnapshotsInWorkers } from './stress/snapshots-in-workers.js';
export { STRESSED, type Stressed } from './stress/messages.js';
export { StressDesk, StressDeskBusy } from './stress/stress-desk.js';
export type { StressedQuery, StressRun } from './stress/stress-run.js';
export { ALWAYS_LEADER, type Lease } from './leading/lease.js';
export { ViewsDamaged, ViewsFull, ViewsUnavailable } from './database/views-unavailable.js';
export { Views } from './lists/views.js';
export { Watcher, type Pace } from './watching/watcher.js';
export { modelFrom, type FilledSnapshot, type Snapshot } from './snapshots/snapshot.js';
export { Snapshots, SnapshotsBusy, type FillApart, type SnapshotOrder } from './snapshots/snapshots.js';
export { SnapshotBeingPrepared, SnapshotGivenUp } from './snapshots/being-built.js';
export { fillSnapshot } from './snapshots/fill-snapshot.js';
export { timelineFrom, timelineFromInSteps } from './snapshots/timelines-as-of.js';
export { isLive, type Vantage } from './snapshots/vantage.js';
export { emptyViews, misfitOf, positionOf, type Misfit } from './database/views-of-log.js';
export { countParked, listParked, parkedByReason, type ParkedEvent } from './rows/parked.js';
export { PARKED_REASONS, type ParkedReason } from './rows/poison.js';
export { verifyViews, type Verification, type VerifyOptions } from './verifying/verify-views.js';
export type { Difference, TableDifferences } from './verifying/differences.js';
export { buildBeside, type Building } from './rebuilding/build-beside.js';
export { PostgresRebuild } from './rebuilding/postgres-rebuild.js';
export { replaceSqliteViews } from './rebuilding/replace-sqlite-views.js';

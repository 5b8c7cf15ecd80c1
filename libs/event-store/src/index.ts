export * from './port/event-store.js';
export { MemoryEventStore, type MemoryOptions } from './memory/memory.js';
export { copyEvents, digestEvents, positionAt, type CopiedEvents, type Stretch } from './sqlite/copy-events.js';
export { isBusy, LOCK_PATIENCE_MS, onceNotBusy, toStoreError } from './sqlite/failures.js';
export { SqliteEventStore, type SqliteOptions } from './sqlite/sqlite-event-store.js';
export { InvalidKurrentUrl, kurrentAddress } from './kurrentdb/address.js';
export { KurrentEventStore } from './kurrentdb/kurrent-event-store.js';
export type { KurrentOptions } from './kurrentdb/options.js';
export { InvalidPostgresUrl, isPostgresUrl, postgresAddress } from './postgres/address.js';
export type { PostgresOptions } from './postgres/options.js';
export { postgresFacts } from './postgres/server-facts.js';
export { PostgresEventStore } from './postgres/postgres-event-store.js';
export { allDone, Backoff, pause, type Pause } from './port/waiting.js';
export { RehearsalStore } from './rehearsal/rehearsal-store.js';
export { Decider, type Decided, type Folded, type Folding, type Remembered } from './deciding/decider.js';
export {
  ensureIdentity,
  identityOf,
  IDENTITY_STREAM,
  isOfIdentity,
  type LogIdentity,
} from './identity/log-identity.js';

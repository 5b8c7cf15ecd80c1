export * from './event-store.js';
export { MemoryEventStore, type MemoryOptions } from './memory.js';
export { SqliteEventStore, type SqliteOptions } from './sqlite/sqlite-event-store.js';

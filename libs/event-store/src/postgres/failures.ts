// What the errors of Postgres and of its driver mean to a caller of the store.
import pg from 'pg';
import { StorageFull, StoreUnavailable } from '../port/event-store.js';
import { Backoff } from '../port/waiting.js';

/** Passes by itself, as far as can be seen: a server that is down, starts, or is busy. */
export class Unreachable extends StoreUnavailable {}

/** Between attempts at one thing. */
export const serverBackoff = (): Backoff => new Backoff(25, 1_000);

/**
 * SQLSTATE classes and codes that pass: connections, logins (a server that starts, or fails over), a read-only server, a
 * transaction that was ended for its silence, conflicts, resources, locks, and a server that is shut down.
 */
const PASSING = /^(08|25006|25P03|28|3D|40|53|55P03|57)/;
/** Somebody appended without the lock of the log, so a position or revision was taken. */
const UNIQUE_VIOLATION = '23505';
const DISK_FULL = '53100';
const NO_RIGHT = '42501';
/** No schema or no table. */
const NO_LOG = /^(3F000|42P01)$/;

/** The server's answer, as opposed to a lost connection or silence. */
export const isAnswer = (error: unknown): boolean => error instanceof pg.DatabaseError && !isEnded(error);

/** Class 57 also tells that the server ends the session, which may come in the middle of a commit. */
const isEnded = ({ code }: pg.DatabaseError): boolean => code !== undefined && /^57P0[1-5]$/.test(code);

/** @returns an error of the port; `Unreachable` where a retry may help */
export function toStoreError(error: unknown): StoreUnavailable | StorageFull {
  if (error instanceof StoreUnavailable || error instanceof StorageFull) return error;
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  if (!(error instanceof pg.DatabaseError))
    return new Unreachable(`Postgres cannot be reached: ${message}`, { cause: error });
  const { code = '' } = error;
  if (code === DISK_FULL) return new StorageFull('no room is left on the disk of Postgres', { cause: error });
  if (code === NO_RIGHT)
    return new StoreUnavailable(
      `Postgres refuses this user: ${message}. docs/postgres-log.md has the rights that it needs.`,
      { cause: error },
    );
  if (NO_LOG.test(code))
    return new StoreUnavailable(`the database holds no log of Rapport: ${message}`, { cause: error });
  const said = `Postgres says ${code}: ${message}`;
  return code === UNIQUE_VIOLATION || PASSING.test(code)
    ? new Unreachable(said, { cause: error })
    : new StoreUnavailable(said, { cause: error });
}

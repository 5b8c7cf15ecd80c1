import { ViewsDamaged, ViewsFull, ViewsUnavailable } from './views-unavailable.js';

/** Codes of SQLite that say nothing against the statement: it may be retried. */
const PASSING = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL|PERM)/;

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** What SQLite's codes mean to a caller of the views. @returns the error itself if it is about the statement */
export function toViewsError(error: unknown): unknown {
  const code = sqliteCodeOf(error) ?? '';
  if (DAMAGED.test(code)) return new ViewsDamaged(error);
  if (code === 'SQLITE_FULL') return new ViewsFull(error);
  return PASSING.test(code) ? new ViewsUnavailable(error) : error;
}

export const isDamaged = (error: unknown): boolean => DAMAGED.test(sqliteCodeOf(error) ?? '');

/** Not instanceof: a test runner may load the module twice, and there are then two classes with one name. */
export function sqliteCodeOf(error: unknown): string | undefined {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

import Database from 'better-sqlite3';
import { StorageFull } from '#event-store';
import { UsageError } from '../../terminal/usage-error.js';
import { CopyFailed, copyFailure, placeFailure } from './copy-failed.js';

const thrownBy = (...statements: string[]): unknown => {
  const db = new Database(':memory:');
  try {
    for (const statement of statements) db.exec(statement);
  } catch (error) {
    return error;
  } finally {
    db.close();
  }
};

it('says that there is no room, what else SQLite says, and leaves alone what is not of SQLite', () => {
  const full = thrownBy('PRAGMA max_page_count = 2', 'CREATE TABLE t (x)', 'INSERT INTO t VALUES (zeroblob(100000))');
  expect(copyFailure(full, 'copy.db')).toBeInstanceOf(StorageFull);
  expect(copyFailure(full, 'copy.db')).toMatchObject({
    message: 'no room is left for copy.db: database or disk is full',
  });
  const other = copyFailure(thrownBy('SELECT * FROM relationships'), 'copy.db');
  expect(other).toBeInstanceOf(CopyFailed);
  expect(other).toMatchObject({ message: 'the views cannot be copied to copy.db: no such table: relationships' });
  const foreign = new Error('of somebody else');
  expect(copyFailure(foreign, 'copy.db')).toBe(foreign);
});

it('tells a place that cannot be written from one without room', () => {
  const failed = (code: string) => placeFailure(Object.assign(new Error(`${code}: said`), { code }), 'views');
  expect(failed('EACCES')).toBeInstanceOf(UsageError);
  expect(failed('EACCES').message).toBe('views cannot be written: EACCES: said');
  for (const code of ['ENOSPC', 'EDQUOT']) expect(failed(code)).toBeInstanceOf(StorageFull);
});

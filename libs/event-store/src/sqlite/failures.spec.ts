import Database from 'better-sqlite3';
import { onceNotBusy } from './failures.js';

const failing = (times: number, code: string) => {
  let calls = 0;
  const work = () => {
    if (calls++ < times) throw new Database.SqliteError('database is locked', code);
    return calls;
  };
  return { work, calls: () => calls };
};

describe('work that another process may hold up', () => {
  it('is done again until the lock is free', () => {
    expect(onceNotBusy(failing(2, 'SQLITE_BUSY').work)).toBe(3);
    expect(onceNotBusy(failing(1, 'SQLITE_BUSY_RECOVERY').work)).toBe(2);
  });

  it('fails when the lock is not free in time', () => {
    const { work, calls } = failing(Infinity, 'SQLITE_BUSY');
    expect(() => onceNotBusy(work, 30)).toThrow('database is locked');
    expect(calls()).toBeGreaterThan(1);
  });

  it('is not done again after another failure', () => {
    const { work, calls } = failing(1, 'SQLITE_CORRUPT');
    expect(() => onceNotBusy(work)).toThrow('database is locked');
    expect(calls()).toBe(1);
  });
});

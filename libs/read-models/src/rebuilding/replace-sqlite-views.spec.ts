import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { replaceSqliteViews } from './replace-sqlite-views.js';

it('leaves all as it is where another process has put the rebuilt views in place before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-replace-'));
  const [views, built] = [join(folder, 'views.db'), join(folder, 'views-ready.db')];
  const db = new SqliteDatabase(views);
  db.exec('CREATE TABLE answers_changed (times INTEGER); CREATE TABLE to_watch (customer_id TEXT, since INTEGER)');
  db.close();
  expect(replaceSqliteViews(views, built)).toBe(false);
  expect(existsSync(built)).toBe(false);
  const after = new SqliteDatabase(views, { readonly: true });
  expect(after.prepare('SELECT count(*) FROM answers_changed').pluck().get()).toBe(0);
  after.close();
  rmSync(folder, { recursive: true });
});

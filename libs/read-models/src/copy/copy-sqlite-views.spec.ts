import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteViews } from '../database/database.js';
import { migrateViews } from '../database/migrations.js';
import { columnsOf, viewsIn } from './copied-file.js';
import { copySqliteViews } from './copy-sqlite-views.js';

let folder: string;
let writer: Database.Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-copy-'));
  const layout = openSqliteViews(at('views.db'));
  await migrateViews(layout).finally(() => layout.destroy());
  writer = new Database(at('views.db'));
  writer.exec('CREATE TABLE filling (page BLOB)');
  writeFileSync(at('copy.db'), '');
});
afterEach(() => {
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const PAGES = 5_000;
const fill = () => writer.prepare('INSERT INTO filling VALUES (zeroblob(4000))').run();
const moveTo = (position: number) =>
  writer.prepare("INSERT OR REPLACE INTO checkpoint (name, position) VALUES ('views', ?)").run(position);

it('comes to an end, and is of one moment, however often it is written to meanwhile', async () => {
  writer.transaction(() => {
    for (let page = 0; page < PAGES; page += 1) fill();
    moveTo(7);
  })();
  let steps = 0;
  const reach = () => {
    steps += 1;
    // Each of them would begin anew: it must not take as many as there is patience for.
    if (steps > 20) throw new Error('begins again and again');
    writer.transaction(() => moveTo(7 + Number(fill().lastInsertRowid)))();
  };
  const copied = await copySqliteViews(at('views.db'), at('copy.db'), { withNames: true, reach });
  expect(steps).toBeGreaterThan(2);
  const copy = new Database(at('copy.db'), { readonly: true });
  const count = copy.prepare<[], number>('SELECT count(*) FROM filling').pluck().get();
  copy.close();
  expect([copied.position, count]).toEqual([7, PAGES]);
});

it('is one file that anybody may open alone, with the views by name and nothing of the migrations among them', async () => {
  expect(writer.pragma('journal_mode', { simple: true })).toBe('wal');
  await copySqliteViews(at('views.db'), at('copy.db'), { withNames: false, reach: () => {} });
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  const copy = new Database(at('copy.db'), { readonly: true });
  const names = viewsIn(copy);
  const columns = columnsOf(copy, 'checkpoint').map(({ name }) => name);
  expect([copy.pragma('journal_mode', { simple: true }), names, columns]).toEqual([
    'delete',
    names.toSorted(),
    ['name', 'position'],
  ]);
  copy.close();
  expect(names).toContain('relationships');
  expect(names.filter((name) => name.startsWith('kysely'))).toEqual([]);
});

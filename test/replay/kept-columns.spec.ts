import { join } from 'node:path';
import Database from 'better-sqlite3';
import { within } from '../kit/deployment.js';
import { aBook, CANARIES, ODD, recordHere } from './book.js';
import { linesOf, rapportHere } from './in-process.js';
import { readFileSync } from 'node:fs';

type Row = { customer_id: string; as_of: string; score: number };

let folder: Awaited<ReturnType<typeof aBook>>;
beforeAll(async () => {
  folder = await aBook();
});
afterAll(() => folder.remove());

const FILE = 'evidence.db';
const kept = () => join(folder.path, FILE);
const trust = async (...words: string[]) => {
  const times = ['--as-of', '2026-02-01', '--as-of', '2026-12-01', '--format', 'ndjson'];
  const rows = linesOf<Row>(await rapportHere(folder.path, 'replay', 'trust', ...times, ...words));
  return rows.map((row) => `${row.customer_id} ${row.as_of} ${row.score.toFixed(9)}`).sort();
};
const inFile = <T>(sql: string): T => {
  const db = new Database(kept());
  try {
    return db.prepare(sql).pluck().get() as T;
  } finally {
    db.close();
  }
};
const run = (sql: string) => {
  const db = new Database(kept());
  db.exec(sql);
  db.close();
};
const checkpoint = () => inFile<number>('SELECT position FROM checkpoint');

it('answers as the facts do, whether made, found, or brought up to date', async () => {
  const facts = await trust();
  expect(await trust('--columns', kept())).toEqual(facts);
  const made = checkpoint();
  expect(await trust('--columns', kept())).toEqual(facts);
  expect(await trust('--columns', kept(), '--model', 'trust-beta/2')).toEqual(await trust('--model', 'trust-beta/2'));

  await recordHere(folder.path, [['MisstatementProven', { customerId: ODD, what: 'words' }]]);
  const after = await trust();
  expect(after).not.toEqual(facts);
  expect(await trust('--columns', kept())).toEqual(after);
  expect(checkpoint()).toBeGreaterThan(made);
  expect(inFile<number>('SELECT count(*) FROM members')).toBe(9);
});

it('derives only the relationships that changed', async () => {
  await trust('--columns', kept());
  const parts = inFile<string>("SELECT group_concat(id || ':' || length(columns)) FROM parts");
  await recordHere(folder.path, [['RelationshipUpdated', { customerId: ODD, segment: 'other' }]]);
  await trust('--columns', kept());
  const renewed = inFile<number>(`SELECT part FROM members WHERE customer_id = '${ODD}'`);
  expect(inFile<number>(`SELECT count(*) FROM members WHERE part = ${renewed}`)).toBe(1);
  expect(inFile<string>("SELECT group_concat(id || ':' || length(columns)) FROM parts")).not.toBe(parts);
});

it('is made anew when it is gone, of another format, or of another log', async () => {
  const facts = await trust();
  run('PRAGMA user_version = 999; DELETE FROM parts');
  expect(await trust('--columns', kept())).toEqual(facts);
  run("UPDATE checkpoint SET log_id = 'another'; DELETE FROM parts");
  expect(await trust('--columns', kept())).toEqual(facts);
  run('UPDATE checkpoint SET position = position + 1000; DELETE FROM parts');
  expect(await trust('--columns', kept())).toEqual(facts);
});

it('leaves the file as it was when it is cut off', async () => {
  await trust('--columns', kept());
  const before = checkpoint();
  await recordHere(folder.path, [['CheckInHeld', { customerId: ODD }]]);
  run("CREATE TRIGGER cut BEFORE INSERT ON checkpoint BEGIN SELECT raise(ABORT, 'cut off'); END");
  await expect(trust('--columns', kept())).rejects.toThrow('cut off');
  run('DROP TRIGGER cut');
  expect(checkpoint()).toBe(before);
  expect(await trust('--columns', kept())).toEqual(await trust());
});

it('holds nothing personal', async () => {
  await trust('--columns', kept());
  const bytes = readFileSync(kept());
  for (const canary of CANARIES) expect([canary, bytes.includes(canary)]).toEqual([canary, false]);
});

it('refuses what it cannot answer, and files that are not its own', async () => {
  await expect(trust('--columns', kept(), '--known-at', '2026-01-01')).rejects.toThrow('what is known now');
  await expect(trust('--columns', kept(), '--known-at-position', '5')).rejects.toThrow('what is known now');
  for (const name of ['log.db', 'views.db', 'keys.db'])
    await expect(trust('--columns', join(folder.path, name))).rejects.toThrow('a database of another kind');
  await expect(trust('--columns', '/nowhere/at/all.db')).rejects.toThrow('there is no folder /nowhere/at');
  await within(folder.path, async ({ store }) => expect(await store.head()).toBeGreaterThan(0n));
});

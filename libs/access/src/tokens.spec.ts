import { mkdtempSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTokens } from '../test/tokens.contract.js';
import { openAccessFile } from './open-access.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'rapport-tokens-')), 'access.db');

const opened = async (file: string) => {
  const access = await openAccessFile(file);
  return { tokens: access.tokens, close: () => access.close() };
};

judgeTokens(async () => {
  const file = newFile();
  return () => openAccessFile(file);
});

it('leaves no secret on disk', async () => {
  const file = newFile();
  const { tokens, close } = await opened(file);
  const actor = { identity: 'ana', role: 'RECORDER', team: null, portfolio: null, mayReadText: false } as const;
  const secret = await tokens.create({ name: 'ana', actor, expiresAt: null }, 0);
  await close();
  expect(readFileSync(file).includes(secret)).toBe(false);
});

it('lets nobody change or remove an entry of the trail', async () => {
  const file = newFile();
  const access = await openAccessFile(file);
  access.trail.note({ at: 1, act: 'READ', identity: 'ana', role: 'LEAD', what: 'needs', customerId: null, code: null });
  await access.close();
  const database = new Database(file);
  const replaced = "insert or replace into audit(entry_id, at, act, what) values (1, 1, 'READ', 'rewritten')";
  for (const act of ["update audit set identity = 'ben'", 'delete from audit', replaced])
    expect(() => database.exec(act)).toThrow('entries of the audit trail are only added');
  database.close();
});

it('says that tokens cannot be read where the file is none', async () => {
  await expect(openAccessFile(tmpdir())).rejects.toThrow('the tokens cannot be read');
});

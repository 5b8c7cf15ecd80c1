import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTokens } from '../test/tokens.contract.js';
import { openTokensFile } from './open-tokens.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'rapport-tokens-')), 'access.db');

judgeTokens(async () => {
  const file = newFile();
  return () => openTokensFile(file);
});

it('leaves no secret on disk', async () => {
  const file = newFile();
  const tokens = await openTokensFile(file);
  const actor = { identity: 'ana', role: 'RECORDER', team: null, portfolio: null, mayReadText: false } as const;
  const secret = await tokens.create({ name: 'ana', actor, expiresAt: null }, 0);
  await tokens.close();
  expect(readFileSync(file).includes(secret)).toBe(false);
});

it('says that tokens cannot be read where the file is none', async () => {
  await expect(openTokensFile(tmpdir())).rejects.toThrow('the tokens cannot be read');
});

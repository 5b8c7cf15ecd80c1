import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rapport } from '../import/rapport.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-terminal-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Clears the screen, reports what was typed, and hides what follows. */
const ATTACK = '\u001b[2J\u001b]0;owned\u0007\u009b8m\u202e';
// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

const run = async (...words: string[]) => {
  const { stdout, stderr } = await rapport(join(folder, 'data'), ...words).ended;
  return stdout + stderr;
};

it('never prints what a terminal would obey, wherever it comes from', async () => {
  const rows = [
    { type: 'openRelationship', customerId: `c${ATTACK}`, name: ATTACK, owner: ATTACK, segment: ATTACK },
    { type: 'recordCheckIn', customerId: `c${ATTACK}`, note: ATTACK, topics: [ATTACK] },
    { type: ATTACK, customerId: 'c' },
    { type: 'resolveIssue', customerId: `c${ATTACK}`, issueId: ATTACK },
    { type: 'recordCheckIn', customerId: 'c', occurredAt: ATTACK },
    { type: 'recordCheckIn', customerId: 'c', [ATTACK]: ATTACK },
  ];
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const imported = await run('import', 'contacts', file);
  const printed = [
    imported,
    await run('replay', 'state', `c${ATTACK}`),
    await run('replay', 'events', '--with-names'),
    await run('replay', 'trust'),
    await run('replay', 'trust', '--json'),
    await run(`--${ATTACK}`),
    await run('import', 'contacts', join(folder, ATTACK)),
    await run('export', 'contacts', '--out', join(folder, ATTACK, 'file.csv')),
  ];
  for (const text of printed) expect(text).not.toMatch(OBEYED);
  expect(imported).toContain('\\u001b[2J');
  expect(printed[1]).toContain('\\u001b[2J');
});

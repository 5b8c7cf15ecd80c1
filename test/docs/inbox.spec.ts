import { readFileSync } from 'node:fs';
import { INBOX_FAILURES } from '#intake';
import { INBOX_CODES } from '../../apps/api/src/inbox/inbox-codes.js';

const page = readFileSync('docs/inbox.md', 'utf8');

it('the page has every code that a sender hears, and no other', () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| (.+?) +\|$/gm)];
  expect(rows.map(([, code, status, says]) => [code, Number(status), says])).toEqual(
    Object.entries(INBOX_CODES).map(([code, { status, says }]) => [code, status, says]),
  );
});

it('the page has every reason for which a request is not mapped, and no other', () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| ([^|\d][^|]+?) +\|$/gm)];
  expect(rows.map(([, code, says]) => [code, says])).toEqual(Object.entries(INBOX_FAILURES));
});

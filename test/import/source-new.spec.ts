import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenContacts, readSource } from '#source';
import { writeFirst } from '../../apps/cli/src/source/first/write-first.js';
import { fileOf, removeScratch, scratch } from './imported.js';

afterAll(removeScratch);

const signal = new AbortController().signal;

/** What a first source says of a file, and what comes of it. */
async function first(file: string) {
  const folder = join(scratch(), 'first');
  await writeFirst(folder, [file], signal);
  const contacts = await OpenContacts.open(readSource(folder), [file], { now: Date.now(), signal });
  try {
    const rows = [];
    for await (const { contact } of contacts.rows()) rows.push('bad' in contact ? contact.bad : contact);
    const [sql, yaml] = ['contacts.sql', 'source.yaml'].map((name) => readFileSync(join(folder, name), 'utf8'));
    return { rows, sql, yaml };
  } finally {
    await contacts.close();
  }
}

it('guesses what columns are, also in another language and encoding, and writes no value of the file', async () => {
  const table =
    'Ticket ID;Betreff;Kunde;Erstellt am;Gelöst am;Priorität\n17;Drucker;Hütte;01.03.2026 09:15;02.03.2026 10:00;Hoch\n';
  const { rows, sql, yaml } = await first(fileOf('tickets.csv', Buffer.from(table, 'latin1')));
  expect(yaml).toContain('encoding: windows-1252');
  expect(rows).toMatchObject([
    {
      type: 'IssueReported',
      input: {
        customerId: 'Hütte',
        occurredAt: '2026-03-01T09:15:00.000Z',
        issueId: '17',
        title: 'Drucker',
        severity: 'MAJOR',
        raisedBy: 'CUSTOMER',
      },
      recordedAt: null,
    },
    {
      type: 'IssueResolved',
      input: { customerId: 'Hütte', occurredAt: '2026-03-02T10:00:00.000Z', issueId: '17' },
      recordedAt: null,
    },
  ]);
  expect(sql).not.toMatch(/Drucker|Hütte|01\.03/);
});

it('asks which of two readings a day with slashes has, and takes the domain of an address', async () => {
  const { rows, sql } = await first(fileOf('calls.csv', 'id,email,date\n1,desk@one.example.com,03/04/2026 09:15\n'));
  expect(sql).toContain('Is the day first (%d/%m), or the month (%m/%d)?');
  expect(rows).toMatchObject([
    { input: { customerId: 'one.example.com', occurredAt: '2026-04-03T09:15:00.000Z', issueId: '1' } },
  ]);
});

it('asks what it cannot guess, and until then no row is a contact', async () => {
  const { rows, sql } = await first(fileOf('things.json', '[{"a":1,"b":"x"}]'));
  expect(sql).toContain('Which column says who the customer is?');
  expect(sql).toContain('Which column says when it was?');
  expect(rows).toEqual(['it has no customer: customerId is empty']);
});

it('changes nothing in a folder that is there', async () => {
  const file = fileOf('calls.csv', 'a,b\n1,2\n');
  await expect(writeFirst(scratch(), [file], signal)).rejects.toThrow('exists already: name another folder');
});

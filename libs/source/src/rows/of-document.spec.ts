import { sourceFrom } from '../folder/source.js';
import { OpenContacts } from './open-contacts.js';

const AT = Date.UTC(2026, 2, 2, 9, 30);
const CHECK_IN = `SELECT 'recordCheckIn' AS type, body ->> '$.who' AS "customerId", received_at AS "occurredAt"`;

/** The contacts that SQL makes of a document. */
async function contactsOf(sql: string, body: unknown) {
  const source = sourceFrom('crm', { contacts: '', inbox: sql }, { inbox: { signature: { token: 'X-Token' } } });
  const document = { body: JSON.stringify(body), receivedAt: AT };
  const contacts = await OpenContacts.ofDocument(source, document, { now: AT, signal: new AbortController().signal });
  try {
    const rows = [];
    for await (const { row, contact } of contacts.rows()) rows.push({ row, contact });
    return rows;
  } finally {
    await contacts.close();
  }
}

it('a document is one row: its JSON, and when it was received', async () => {
  const sql = `${CHECK_IN}, body ->> '$.note' AS note FROM request WHERE (body ->> '$.is') = 'met'`;
  const said = { is: 'met', who: "O'Neil & Co", note: 'a\u0000b', other: null };
  const [found] = await contactsOf(sql, said);
  expect(found).toMatchObject({
    row: 1,
    contact: { type: 'CheckInHeld', input: { customerId: "O'Neil & Co", occurredAt: '2026-03-02T09:30:00.000Z' } },
  });
  expect(await contactsOf(sql, { is: 'missed' })).toEqual([]);
});

it('a row knows its place in the answer, in which order it may be recorded', async () => {
  const sql = `SELECT 'recordCheckIn' AS type, 'c' AS "customerId", met AS "occurredAt" FROM (SELECT unnest((body -> '$.times')::VARCHAR[]) AS met FROM request)`;
  const found = await contactsOf(sql, { times: ['2026-03-02T09:00:00Z', '2026-03-01T09:00:00Z'] });
  expect(found.map(({ row }) => row)).toEqual([2, 1]);
});

it.each([
  [`${CHECK_IN}, 'ann' AS "recordedBy" FROM request`, 'inbox.sql gives recordedBy'],
  [`${CHECK_IN}, received_at AS "recordedAt" FROM request`, 'inbox.sql gives recordedAt'],
  [`${CHECK_IN} FROM tickets`, 'The files are the views request.'],
  [`${CHECK_IN}, content AS note FROM request, read_text('/etc/hostname')`, 'reads what it was not given'],
  [`SELECT 1 AS "customerId" FROM request`, 'the SQL gives no column type'],
])('%s is refused', (sql, says) => expect(contactsOf(sql, { who: 'c' })).rejects.toThrow(says));

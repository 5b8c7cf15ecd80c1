import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromStored } from '#contact-log';
import { SqliteEventStore } from '#event-store';
import { Timeline, type RecordedContact } from '#relationship';
import { readSource } from '#source';
import type { CustomerHistory } from '#validation';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { sourceHistories, validationOf } from '../../apps/cli/src/histories/source-histories.js';
import { EXTRACT, fileOf, folderOf, INCIDENT_LOG, INCIDENTS, removeScratch, run, scratch } from '../import/imported.js';

afterAll(removeScratch);

async function read(folder: string, file: string, now = Date.now()) {
  const source = readSource(folder);
  const { question } = validationOf(source);
  const { signal } = new AbortController();
  const histories = await sourceHistories(source, [file], { question, now, progress: SILENT, signal });
  const customers: CustomerHistory[] = [];
  for await (const customer of histories.read()) customers.push(customer);
  histories.close();
  const { summary, dataSet } = histories;
  return { customers, summary, until: dataSet.until, leftOut: dataSet.leftOut };
}

/** What the facts come to, whatever ids they go by. */
const evidenceOf = (contacts: readonly RecordedContact[]) =>
  Timeline.of(contacts)
    .evidence()
    .map(({ class: name, at, lapse, severity, inform, recovery }) => ({ name, at, lapse, severity, inform, recovery }))
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));

it('reads the incident log as an import does: the same evidence about every caller', async () => {
  const dataDir = scratch();
  await run(INCIDENTS, EXTRACT, dataDir);
  const store = await SqliteEventStore.open(`${dataDir}/log.db`);
  const imported = new Map<string, RecordedContact[]>();
  for await (const batch of store.readAll())
    for (const event of batch) {
      const contact = fromStored(event);
      if (contact === null) continue;
      const { customerId } = contact.data;
      imported.set(customerId, [...(imported.get(customerId) ?? []), contact]);
    }
  await store.close();
  const { customers, summary, leftOut } = await read(INCIDENT_LOG, EXTRACT);
  expect(summary).toEqual({ rows: 406, customers: 7, contacts: 406 });
  expect(leftOut.counts).toEqual([]);
  expect(customers.map(({ customerId }) => customerId)).toEqual([...imported.keys()].sort());
  for (const { customerId, contacts } of customers)
    expect(evidenceOf(contacts)).toEqual(evidenceOf(imported.get(customerId) ?? []));
});

it('every source of the project can be read, and those of public data say what to predict', () => {
  const sources = readdirSync('apps/cli/sources').map((name) => readSource(join('apps/cli/sources', name)));
  const predicting = sources.filter(({ validation }) => validation !== null).map(({ id }) => id);
  expect(predicting).toEqual(['bitcoin-otc', 'incident-log', 'usaid-scms']);
});

it('names what the shipments leave out with its line', async () => {
  const columns = ['ASN/DN #', 'Country', 'Project Code', 'Vendor', 'Managed By'];
  const dates = ['PQ First Sent to Client Date', 'PO Sent to Vendor Date', 'Scheduled Delivery Date'];
  const header = [...columns, ...dates, 'Delivered to Client Date', 'Delivery Recorded Date'].join();
  const shipment = (id: string, delivered: string) => `${id},Fiji,P-1,Acme,Ben,,,5-Jun-12,${delivered},${delivered}`;
  const file = fileOf('shipments.csv', [header, shipment('A', '4-Jun-12'), shipment('B', 'soon')].join('\n'));
  const { leftOut } = await read('apps/cli/sources/usaid-scms', file);
  expect(leftOut.counts.flatMap(({ examples }) => examples.map(({ line }) => line))).toEqual([3]);
});

const ORDERS = folderOf(
  `WITH told AS (
     SELECT 'ExpectationSet' AS type, ordered AS moment, * FROM orders
     UNION ALL BY NAME
     SELECT 'ExpectationMet' AS type, delivered AS moment, * FROM orders WHERE delivered IS NOT NULL
   )
   SELECT type, client AS "customerId", moment AS "occurredAt", id AS "expectationId", source_line,
     CASE type WHEN 'ExpectationSet' THEN due END AS "dueAt", carrier, weight::DOUBLE AS weight
   FROM told ORDER BY source_line, type DESC`,
  `zone: Europe/Berlin
validation:
  predicts: the next order is late
  question: { outcome: EXPECTATION_MISSED, askAt: DUE, group: carrier }
  sideFacts: [carrier]
  answerValues: [weight]`,
);
const HEAD = 'id,client,ordered,due,delivered,carrier,weight';
const orders = (...rows: readonly string[]) => fileOf('orders.csv', [HEAD, ...rows].join('\n'));

it('says of each customer the same wherever its rows stand, and of CSV and NDJSON', async () => {
  const rows = [
    '1,zeta,2026-03-01,2026-03-04,2026-03-03,a,7',
    '2,Acme,2026-03-01,2026-03-04,,b,',
    '3,zeta,2026-03-02,2026-03-04,,a,1',
  ];
  const there = await read(ORDERS, orders(...rows));
  const back = await read(ORDERS, orders(...rows.toReversed()));
  const plain = ({ customers }: typeof there) =>
    customers.map((each) => ({ ...each, contacts: each.contacts.map(({ type, at, data }) => [type, at, data]) }));
  expect(plain(back)).toEqual(plain(there));
  expect(there.customers.map(({ customerId }) => customerId)).toEqual(['Acme', 'zeta']);
  const zeta = there.customers[1];
  expect(zeta?.sideFacts?.get('1')).toEqual({ carrier: 'a' });
  expect(zeta?.answerValues?.get('1')).toEqual({ weight: 7 });
  expect(zeta?.contacts.map(({ type, at }) => [type, new Date(at).toISOString()])).toEqual([
    ['RelationshipOpened', '2026-02-28T23:00:00.000Z'],
    ['ExpectationSet', '2026-02-28T23:00:00.000Z'],
    ['ExpectationSet', '2026-03-01T23:00:00.000Z'],
    ['ExpectationMet', '2026-03-02T23:00:00.000Z'],
  ]);
  const names = HEAD.split(',');
  const objectOf = (row: string) =>
    `{${row
      .split(',')
      .map((cell, place) => `"${names[place]}":${cell === '' ? 'null' : JSON.stringify(cell)}`)
      .join()}}`;
  const ndjson = fileOf('orders.ndjson', rows.map(objectOf).join('\n'));
  expect(plain(await read(ORDERS, ndjson))).toEqual(plain(there));
});

describe('what is in no contact is counted', () => {
  it('where a cell fits no format, with line, column and value', async () => {
    const sql = `SELECT 'ExpectationSet' AS type, client AS "customerId", at(ordered, NULL, NULL) AS "occurredAt", known AS "recordedAt",
      id AS "expectationId", coalesce(at(due, NULL, NULL)::VARCHAR, due) AS "dueAt", weight, source_line FROM t`;
    const yaml =
      'types: { weight: DOUBLE }\nvalidation: { predicts: late, question: { outcome: EXPECTATION_MISSED, askAt: DUE }, answerValues: [weight] }';
    const rows = ['1,a,2026-03-01,yesterday,2026-03-04,1', '2,a,2026-03-01,,soon,1', '3,a,2026-03-01,,,heavy'];
    const file = fileOf('t.csv', ['id,client,ordered,known,due,weight', ...rows].join('\n'));
    const { leftOut } = await read(folderOf(sql, yaml), file);
    const examples = leftOut.counts.flatMap((each) =>
      each.examples.map(({ line, column, value }) => [each.kind, line, column, value]),
    );
    expect(examples).toEqual([
      ['CONTACT_REFUSED', 2, 'recordedAt', 'yesterday'],
      ['CONTACT_REFUSED', 3, 'dueAt', 'soon'],
      ['ROW_UNREADABLE', 4, 'weight', 'heavy'],
    ]);
  });

  it('where it has no customer or no time, and where the line is no row', async () => {
    const { leftOut } = await read(
      ORDERS,
      orders('1,,2026-03-01,2026-03-04,,a,', '2,acme,,2026-03-04,,a,', '3,acme', '4,acme,2026-03-01,2026-03-04,,a,'),
    );
    const missing = { missing: 1, doubtful: 0 };
    expect(leftOut).toEqual({
      records: 4,
      counts: expect.arrayContaining([
        expect.objectContaining({
          kind: 'NO_CUSTOMER',
          count: 1,
          labels: missing,
          examples: [expect.objectContaining({ line: 2 })],
        }),
        expect.objectContaining({
          kind: 'NO_TIME',
          count: 1,
          labels: missing,
          examples: [expect.objectContaining({ line: 3 })],
        }),
        expect.objectContaining({ kind: 'ROW_UNREADABLE', count: 1, labels: { missing: 0, doubtful: 1 } }),
      ]) as unknown,
    });
  });

  it('where the rules refuse it, with line, column and value; and no label twice', async () => {
    const { leftOut } = await read(ORDERS, orders('7,acme,2026-03-05,2026-03-04,2026-03-06,a,'));
    expect(leftOut.counts).toMatchObject([
      {
        kind: 'CONTACT_REFUSED',
        code: 'DUE_IN_PAST',
        labels: { missing: 1, doubtful: 0 },
        examples: [
          {
            line: 2,
            column: 'dueAt',
            value: '2026-03-03T23:00:00.000Z',
            says: expect.stringMatching(/^ExpectationSet: /) as string,
          },
        ],
      },
      { code: 'EXPECTATION_UNKNOWN', labels: { missing: 0, doubtful: 0 } },
    ]);
  });

  it('as changing labels, where the answer to a promise is refused, whatever its type is called', async () => {
    const row = (type: string, at: string, facts: string) =>
      `SELECT '${type}' AS type, 'acme' AS "customerId", TIMESTAMPTZ '${at}' AS "occurredAt", ${facts}`;
    const long = `repeat('x', 101) AS "stakeholderId"`;
    const folder = folderOf(
      [
        // Refused for its form; the promise is then set by another row.
        row('setExpectation', '2026-03-01', `'A' AS "expectationId", TIMESTAMPTZ '2026-03-04' AS "dueAt", ${long}`),
        row('setExpectation', '2026-03-01', `'A' AS "expectationId", TIMESTAMPTZ '2026-03-04' AS "dueAt"`),
        row('meetExpectation', '2026-03-02', `' A' AS "expectationId", ${long}`),
        row('meetExpectation', '2026-03-02', `'B' AS "expectationId", ${long}`),
        row('settleExpectation', '2026-03-02', `repeat('E', 101) AS "expectationId", true AS kept`),
        `SELECT 'meetExpectation' AS type, 'acme' AS "customerId", 'A' AS "expectationId"`,
      ].join('\n UNION ALL BY NAME '),
      'validation: { predicts: late, question: { outcome: EXPECTATION_MISSED, askAt: SET } }',
    );
    const { leftOut } = await read(folder, fileOf('a.csv', 'a\n1\n'), Date.UTC(2027, 0, 1));
    expect(leftOut.counts.map(({ kind, code, count, labels }) => [kind, code, count, labels]).toSorted()).toEqual([
      ['CONTACT_REFUSED', 'FIELD_TOO_LONG', 4, { missing: 1, doubtful: 2 }],
      ['NO_TIME', null, 1, { missing: 0, doubtful: 1 }],
    ]);
  });

  it('where it lies after now, so that it does not move the end of the record', async () => {
    const now = Date.UTC(2026, 2, 5);
    const { leftOut, until } = await read(
      ORDERS,
      orders('1,acme,9999-12-31,9999-12-31,,a,', '2,acme,2026-03-02,2026-03-04,,a,'),
      now,
    );
    expect(leftOut.counts).toMatchObject([
      { code: 'OCCURRED_IN_FUTURE', count: 1, labels: { missing: 1, doubtful: 0 } },
    ]);
    expect(until).toBe(Date.UTC(2026, 2, 1, 23));
  });
});

it.each([
  ['in spring is an hour shorter', '2,fox,2026-03-27 09:00,2026-03-29,2026-03-30 00:30', 1],
  ['in autumn is an hour longer', '3,fox,2026-10-23 09:00,2026-10-25,2026-10-25 23:30', 0],
])('a day of the zone %s', async (_, row, missed) => {
  const folder = folderOf(
    `SELECT 'ExpectationSet' AS type, client AS "customerId", opened AS "occurredAt", ticket AS "expectationId", due::DATE + 1 AS "dueAt" FROM tickets
     UNION ALL BY NAME
     SELECT 'ExpectationMet' AS type, client AS "customerId", done AS "occurredAt", ticket AS "expectationId" FROM tickets`,
    'zone: Europe/Berlin\nfiles: { tickets: {} }\nvalidation: { predicts: late, question: { outcome: EXPECTATION_MISSED, askAt: SET } }',
  );
  const { customers } = await read(
    folder,
    fileOf('a.csv', `ticket,client,opened,due,done\n${row}\n`),
    Date.UTC(2027, 0, 1),
  );
  const evidence = customers.flatMap(({ contacts }) => Timeline.of(contacts).evidence());
  expect(evidence.filter(({ class: name }) => name.startsWith('expectation_missed'))).toHaveLength(missed);
});

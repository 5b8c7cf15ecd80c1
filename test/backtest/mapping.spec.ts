import { readFileSync } from 'node:fs';
import { fromStored } from '#contact-log';
import { SqliteEventStore } from '#event-store';
import { Timeline, type RecordedContact } from '#relationship';
import type { CustomerHistory } from '#validation';
import { inputFile } from '../../apps/cli/src/import/files/input-file.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { mappedHistories } from '../../apps/cli/src/mapping/mapped-histories.js';
import { mappingFrom } from '../../apps/cli/src/mapping/mapping.js';
import { readMapping } from '../../apps/cli/src/mapping/read-mapping.js';
import { TABLE_FORMATS } from '../../apps/cli/src/mapping/table.js';
import { EXTRACT, fileOf, INCIDENTS, removeScratch, run, scratch } from '../import/imported.js';

afterAll(removeScratch);

const INCIDENT_LOG = 'apps/cli/mappings/incident-log.json';
async function read(path: string, mapping = readMapping(INCIDENT_LOG), now = Date.now()) {
  const histories = await mappedHistories(inputFile(path, TABLE_FORMATS), mapping, { now, progress: SILENT });
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

it('reads the incident log as its importer does: the same evidence about every caller', async () => {
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
  const { customers, summary, leftOut } = await read(EXTRACT);
  expect(summary).toMatchObject({ rows: 311, groups: 67, customers: 7 });
  expect(leftOut.counts).toEqual([]);
  expect(customers.map(({ customerId }) => customerId)).toEqual([...imported.keys()].sort());
  for (const { customerId, contacts } of customers)
    expect(evidenceOf(contacts)).toEqual(evidenceOf(imported.get(customerId) ?? []));
});

const ORDERS = {
  name: 'Orders',
  predicts: 'the next order is late',
  table: { delimiter: ';' },
  times: { formats: ['yyyy-MM-dd', 'unix-seconds'], zone: 'Europe/Berlin' },
  leaveOut: { column: 'status', is: 'TEST' },
  group: { by: ['order'], orderBy: ['step'] },
  customer: { column: 'client', unknown: ['-'] },
  contacts: [
    {
      type: 'ExpectationSet',
      when: { row: 'FIRST' },
      at: { column: 'day' },
      facts: { expectationId: { text: 'O-{order}' }, dueAt: { time: { column: 'due' } } },
    },
    {
      type: 'ExpectationMet',
      when: { column: 'status', becomes: 'DONE' },
      at: { column: 'day' },
      recordedAt: { column: 'day', plusDays: 2 },
      facts: { expectationId: { text: 'O-{order}' } },
    },
  ],
  question: { outcome: 'EXPECTATION_MISSED', askAt: 'DUE' },
};

it('reads a table nobody here has seen: other separators, zones, order, unknown customers, tests left out', async () => {
  const file = fileOf(
    'orders.csv',
    [
      'order;step;client;status;day;due',
      '7;2;acme;DONE;2026-03-05;2026-03-04',
      '7;1;acme;OPEN;2026-03-01;2026-03-04',
      '8;1;-;OPEN;2026-03-01;2026-03-04',
      '9;1;acme;TEST;2026-03-01;2026-03-04',
      '10;1;zeta;OPEN;1772323200;1772582400',
      '11;1;zeta;OPEN',
    ].join('\n'),
  );
  const { customers, summary, leftOut } = await read(file, mappingFrom(ORDERS));
  expect(summary).toEqual({ rows: 6, rowsExcluded: 1, groups: 3, customers: 2, contacts: 5 });
  expect(leftOut.counts).toMatchObject([
    { kind: 'ROW_UNREADABLE', count: 1, labels: { missing: 0, doubtful: 1 }, examples: [{ line: 7 }] },
    {
      kind: 'NO_CUSTOMER',
      count: 1,
      labels: { missing: 1, doubtful: 0 },
      examples: [{ line: 4, column: 'client', value: '-', says: 'there is no customer' }],
    },
  ]);
  const [acme, zeta] = customers;
  expect(
    acme?.contacts.map(({ type, at, recordedAt }) => [
      type,
      new Date(at).toISOString(),
      new Date(recordedAt).toISOString(),
    ]),
  ).toEqual([
    ['RelationshipOpened', '2026-02-28T23:00:00.000Z', '2026-02-28T23:00:00.000Z'],
    ['ExpectationSet', '2026-02-28T23:00:00.000Z', '2026-02-28T23:00:00.000Z'],
    ['ExpectationMet', '2026-03-04T23:00:00.000Z', '2026-03-06T23:00:00.000Z'],
  ]);
  expect(zeta?.contacts.at(-1)?.at).toBe(1772323200_000);
});

it('counts what the rules refuse, with line, column and value', async () => {
  const file = fileOf('orders.csv', 'order;step;client;status;day;due\n7;1;acme;OPEN;2026-03-05;2026-03-04');
  const { leftOut } = await read(file, mappingFrom(ORDERS));
  expect(leftOut).toEqual({
    records: 1,
    counts: [
      {
        kind: 'CONTACT_REFUSED',
        code: 'DUE_IN_PAST',
        count: 1,
        labels: { missing: 1, doubtful: 0 },
        examples: [
          {
            line: 2,
            column: 'due',
            // What was refused at this stage is the fact, not the cell any more.
            value: '2026-03-03T23:00:00.000Z',
            says: expect.stringMatching(/^ExpectationSet: dueAt: /) as string,
          },
        ],
      },
    ],
  });
});

describe('a cell that fits no format', () => {
  const table = (...rows: readonly string[]) =>
    fileOf('orders.csv', ['order;step;client;status;day;due', ...rows].join('\n'));

  it('is counted once, with what it does to labels: a promise without its due time may be wrong', async () => {
    const { leftOut, customers } = await read(table('7;1;acme;OPEN;2026-03-01;soon'), mappingFrom(ORDERS));
    expect(leftOut.counts).toEqual([
      {
        kind: 'CELL_UNREADABLE',
        code: null,
        count: 1,
        labels: { missing: 0, doubtful: 1 },
        examples: [{ line: 2, column: 'due', value: 'soon', says: 'the cell fits none of the formats' }],
      },
    ]);
    expect(customers[0]?.contacts).toHaveLength(2);
  });

  it('leaves out the group where the time of a contact stands', async () => {
    const { leftOut } = await read(
      table('7;1;acme;OPEN;2026-03-01;2026-03-04', '7;2;acme;DONE;yesterday;2026-03-04', '8;1;acme;OPEN;;2026-03-04'),
      mappingFrom(ORDERS),
    );
    expect(leftOut.counts).toEqual([
      {
        kind: 'NO_TIME',
        code: null,
        count: 2,
        labels: { missing: 2, doubtful: 0 },
        examples: [
          { line: 3, column: 'day', value: 'yesterday', says: 'ExpectationMet has no time' },
          { line: 4, column: 'day', value: '', says: 'ExpectationSet has no time' },
        ],
      },
    ]);
  });

  it('may turn a label where a condition reads it: what is delivered on no day would be missed in silence', async () => {
    const [set, met] = ORDERS.contacts;
    const isDelivered = { column: 'day', isTime: true };
    const mapping = mappingFrom({
      ...ORDERS,
      contacts: [
        { ...set, at: { column: 'due', plusDays: -3 } },
        { ...met, when: isDelivered },
      ],
    });
    const { leftOut } = await read(table('7;1;acme;DONE;5.3.26;2026-03-04'), mapping);
    expect(leftOut.counts).toMatchObject([
      { kind: 'CELL_UNREADABLE', labels: { missing: 0, doubtful: 1 }, examples: [{ column: 'day', value: '5.3.26' }] },
    ]);
  });

  it('is none where the mapping says that the text means that there is no time', async () => {
    const mapping = mappingFrom({ ...ORDERS, times: { ...ORDERS.times, unknown: ['N/A'] } });
    const { leftOut } = await read(table('7;1;acme;OPEN;2026-03-01;N/A'), mapping);
    expect(leftOut.counts).toEqual([]);
  });

  it('changes no label where no label is made from it', async () => {
    const [set] = ORDERS.contacts;
    const checkIn = { type: 'CheckInHeld', when: { column: 'step', above: 0 }, at: { column: 'day' } };
    const { leftOut } = await read(
      table('7;first;acme;OPEN;2026-03-01;2026-03-04'),
      mappingFrom({ ...ORDERS, group: undefined, contacts: [set, checkIn] }),
    );
    expect(leftOut.counts).toMatchObject([
      { kind: 'CELL_UNREADABLE', count: 1, labels: { missing: 0, doubtful: 0 }, examples: [{ value: 'first' }] },
    ]);
  });
});

it('counts no label twice: what is said of a promise that was refused changes none', async () => {
  const file = fileOf(
    'orders.csv',
    'order;step;client;status;day;due\n7;1;acme;OPEN;2026-03-05;2026-03-04\n7;2;acme;DONE;2026-03-06;2026-03-04',
  );
  const { leftOut } = await read(file, mappingFrom(ORDERS));
  expect(leftOut.counts.map(({ code, labels }) => [code, labels.missing, labels.doubtful])).toEqual([
    ['DUE_IN_PAST', 1, 0],
    ['EXPECTATION_UNKNOWN', 0, 0],
  ]);
});

it('knows no due time that is moved beyond all dates', async () => {
  const [set] = ORDERS.contacts;
  const never = { time: { column: 'due', plusDays: 1e12 } };
  const mapping = mappingFrom({ ...ORDERS, contacts: [{ ...set, facts: { ...set?.facts, dueAt: never } }] });
  const { customers, leftOut } = await read(
    fileOf('orders.csv', 'order;step;client;status;day;due\n7;1;acme;OPEN;2026-03-01;2026-03-04'),
    mapping,
  );
  expect(customers[0]?.contacts.at(-1)?.data).not.toHaveProperty('dueAt');
  expect(leftOut.counts).toMatchObject([{ kind: 'CELL_UNREADABLE', labels: { missing: 0, doubtful: 1 } }]);
});

describe('what lies after now', () => {
  const now = Date.UTC(2026, 2, 5, 12);
  const [set] = ORDERS.contacts;
  const mapping = mappingFrom({
    ...ORDERS,
    times: { formats: ['ISO'] },
    contacts: [{ ...set, recordedAt: { column: 'entered' } }],
  });
  const tableOf = (...rows: readonly string[]) =>
    fileOf('ahead.csv', ['order;step;client;status;day;entered;due', ...rows].join('\n'));
  const [atNow, after] = ['2026-03-05T12:00:00.000Z', '2026-03-05T12:00:00.001Z'];

  it('is taken up to now itself, however far ahead it is due', async () => {
    const { summary, leftOut, until } = await read(tableOf(`7;1;acme;;${atNow};${atNow};9999-12-31`), mapping, now);
    expect([summary.contacts, leftOut.counts]).toEqual([2, []]);
    expect(until).toBe(now);
  });

  it('is refused where it took place or was recorded later, and does not move the end of the record', async () => {
    const table = tableOf(
      `1;1;acme;;${after};;9999-12-31`,
      `2;1;acme;;2026-03-01;${after};2026-03-04`,
      '3;1;zeta;;9999-12-31;;9999-12-31T12:00Z',
      '4;1;acme;;2026-03-02;2026-03-03;2026-03-04',
    );
    const { customers, summary, leftOut, until } = await read(table, mapping, now);
    expect(summary).toMatchObject({ customers: 1, contacts: 2 });
    const says = (what: string, verb: string) =>
      `ExpectationSet: ${what}: A contact cannot have ${verb} later than now.`;
    expect(leftOut.counts).toEqual([
      {
        kind: 'CONTACT_REFUSED',
        code: 'OCCURRED_IN_FUTURE',
        count: 3,
        labels: { missing: 3, doubtful: 0 },
        examples: [
          { line: 2, column: 'day', value: after, says: says('occurredAt', 'occurred') },
          { line: 3, column: 'entered', value: after, says: says('recordedAt', 'been recorded') },
          { line: 4, column: 'day', value: '9999-12-31', says: says('occurredAt', 'occurred') },
        ],
      },
    ]);
    expect(customers[0]?.contacts.map(({ at }) => at)).toEqual([Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 2)]);
    expect(until).toBe(Date.UTC(2026, 2, 3));
  });
});

describe('a mapping that is wrong is refused at the field', () => {
  const [set, met] = ORDERS.contacts;
  it.each<[string, object, RegExp]>([
    ['a name that is not known', { ...ORDERS, costumer: 1 }, /^costumer is not known; known are /],
    ['no contact at all', { ...ORDERS, contacts: [] }, /^contacts must have at least one entry/],
    ['no format', { ...ORDERS, times: { formats: [] } }, /^times\.formats must have at least one entry/],
    ['a condition of nothing', { ...ORDERS, leaveOut: { all: [] } }, /^leaveOut\.all must have at least one entry/],
    ['what is missing', { ...ORDERS, customer: undefined }, /^customer must be an object/],
    [
      'a contact that there is none of',
      { ...ORDERS, contacts: [{ ...set, type: 'PromiseMade' }] },
      /^contacts\[0\]\.type must be one of /,
    ],
    [
      'a fact that the contact does not have',
      { ...ORDERS, contacts: [set, { ...met, facts: { expectationID: 'x' } }] },
      /^contacts\[1\]\.facts\.expectationID is no fact of ExpectationMet; known are expectationId, /,
    ],
    [
      'a test that is none',
      { ...ORDERS, contacts: [{ ...set, when: { column: 'status', equals: 'x' } }] },
      /^contacts\[0\]\.when\.equals is not known; known are column, is, /,
    ],
    [
      'two tests at once',
      { ...ORDERS, leaveOut: { column: 'status', is: 'a', isNot: 'b' } },
      /^leaveOut must have exactly one of /,
    ],
    [
      'a format that is none',
      { ...ORDERS, times: { formats: ['HH:mm'] } },
      /^times\.formats\[0\] is not a format of dates/,
    ],
    ['a zone that is none', { ...ORDERS, times: { zone: 'Mars/North' } }, /^times\.zone is not a time zone/],
    ['no header and no names', { ...ORDERS, table: { header: false } }, /^table\.columns is missing/],
    [
      'a question without a horizon',
      { ...ORDERS, question: { outcome: 'LEFT', badWhen: 'OBSERVED' } },
      /^question\.horizonDays is missing/,
    ],
    [
      'a group that is no side fact',
      { ...ORDERS, question: { outcome: 'EXPECTATION_MISSED', askAt: 'SET', group: 'carrier' } },
      /^question\.group is none of rivals\.sideFacts: carrier/,
    ],
    [
      'a rule that is none',
      { ...ORDERS, question: { outcome: 'CSAT', horizonDays: 30, badWhen: { under: 3 } } },
      /^question\.badWhen\.under is not known/,
    ],
    [
      'a share that is none',
      { ...ORDERS, judging: { warmUpShare: 1 } },
      /^judging\.warmUpShare must be a number from 0 to below 1/,
    ],
  ])('%s', (_, document, message) => {
    expect(() => mappingFrom(JSON.parse(JSON.stringify(document)))).toThrow(message);
  });

  it('a column that the table does not have', async () => {
    const file = fileOf('orders.csv', 'order;step;client;status;day\n7;1;acme;OPEN;2026-03-05');
    await expect(read(file, mappingFrom(ORDERS))).rejects.toThrow(
      'the table has no column due; it has order, step, client, status, day',
    );
  });

  it('a file that is not JSON, not there or a folder', () => {
    expect(() => readMapping(fileOf('mapping.json', '{'))).toThrow(/mapping\.json is not JSON/);
    expect(() => readMapping('nowhere.json')).toThrow('there is no mapping file nowhere.json');
    expect(() => readMapping('docs')).toThrow('docs is a folder: a mapping file is wanted');
  });
});

it('every mapping in the project is valid, and the page on mappings names all there is', () => {
  for (const name of ['incident-log', 'bitcoin-otc', 'usaid-scms']) readMapping(`apps/cli/mappings/${name}.json`);
  const page = readFileSync('docs/mapping.md', 'utf8');
  for (const word of [
    'leaveOut',
    'orderBy',
    'endsAt',
    'firstOf',
    'earliestOf',
    'latestOf',
    'plusDays',
    'plusMinutes',
    'otherwise',
    'asNumber',
    'lastWhere',
    'becomes',
    'rises',
    'aboveFirst',
    'isTime',
    'isEmpty',
    'isOneOf',
    'atLeast',
    'atMost',
    'sideFacts',
    'answerValues',
    'minimumHistory',
    'warmUpShare',
    'badWhen',
    'everyDays',
    'unknown',
    'group',
  ])
    expect(page).toMatch(new RegExp(`["\`]${word}["\`]`));
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(mappingFrom(JSON.parse(example)).contacts).toHaveLength(2);
});

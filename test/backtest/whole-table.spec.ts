import type { CustomerHistory } from '#validation';
import { inputFile } from '../../apps/cli/src/import/files/input-file.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { mappedHistories } from '../../apps/cli/src/mapping/mapped-histories.js';
import { mappingFrom } from '../../apps/cli/src/mapping/mapping.js';
import { TABLE_FORMATS } from '../../apps/cli/src/mapping/table.js';
import { fileOf, removeScratch } from '../import/imported.js';

afterAll(removeScratch);

const MAPPING = mappingFrom({
  name: 'Orders',
  predicts: 'the next order is late',
  times: { formats: ['unix-seconds'] },
  group: { by: ['order'], orderBy: ['step'] },
  customer: { column: 'client' },
  recorder: { column: 'clerk' },
  contacts: [
    {
      type: 'ExpectationSet',
      when: { row: 'FIRST' },
      at: { column: 'at' },
      facts: { expectationId: { text: '{promise}' }, dueAt: { time: { column: 'at', plusDays: 3 } } },
    },
    {
      type: 'ExpectationMet',
      when: { row: 'LAST' },
      at: { column: 'at' },
      facts: { expectationId: { text: '{promise}' } },
    },
  ],
  question: { outcome: 'EXPECTATION_MISSED', askAt: 'DUE' },
  rivals: { sideFacts: { clerk: { column: 'clerk' } }, answerValues: { step: { column: 'step', asNumber: true } } },
});

type Cells = {
  readonly order: string;
  readonly promise: string;
  readonly step: string;
  readonly client: string;
  readonly at: string;
  readonly clerk: string;
};

/** Their order differs by UTF-8 bytes, by UTF-16 units and by any alphabet. */
const CLIENTS = ['zeta', 'Acme', 'acme', 'acme 2', 'É', '\uff5e', '\u{1f600}', '10', '9'];
const EPOCH = 1_767_225_600;

/** Orders of three steps; the last client has most of them. */
const ROWS: readonly Cells[] = Array.from({ length: 150 }, (_, order) =>
  [1, 2, 10].map((step, index) => ({
    order: `o${order}`,
    promise: `O-${order}`,
    step: String(step),
    client: CLIENTS[Math.min(order, CLIENTS.length - 1)] ?? '',
    at: String(EPOCH + order * 1000 + index * 90_000),
    clerk: `clerk ${order % 4}`,
  })),
).flat();

/** The same rows in an order that has nothing to do with theirs. */
const SHUFFLED = ROWS.map((_, place) => ROWS[(place * 191 + 17) % ROWS.length] as Cells);

const NAMES = ['order', 'promise', 'step', 'client', 'at', 'clerk'] as const;
const csvOf = (rows: readonly Cells[]) =>
  fileOf('t.csv', [NAMES.join(','), ...rows.map((row) => NAMES.map((name) => row[name]).join(','))].join('\n'));

async function read(path: string) {
  const histories = await mappedHistories(inputFile(path, TABLE_FORMATS), MAPPING, {
    now: Date.now(),
    progress: SILENT,
  });
  const rounds: CustomerHistory[][] = [[], []];
  for (const round of rounds) for await (const customer of histories.read()) round.push(customer);
  histories.close();
  const [customers = [], again] = rounds;
  expect(again).toEqual(customers);
  return { customers, summary: histories.summary, dataSet: histories.dataSet };
}

/** What is said, whatever rows it stood in. */
const withoutRows = ({ customerId, contacts, sideFacts, answerValues }: CustomerHistory) => ({
  customerId,
  contacts: contacts.map(({ type, data, at, recordedAt, recordedBy }) => ({ type, data, at, recordedAt, recordedBy })),
  sideFacts,
  answerValues,
});

it('says of each customer what a table of that customer alone says, wherever the rows stand', async () => {
  const { customers, summary, dataSet } = await read(csvOf(SHUFFLED));
  expect(summary).toEqual({ rows: 450, rowsExcluded: 0, groups: 150, customers: CLIENTS.length, contacts: 309 });
  expect(dataSet).toEqual({
    from: EPOCH * 1000,
    until: (EPOCH + 149 * 1000 + 180_000) * 1000,
    leftOut: { records: 450, counts: [] },
  });
  expect(customers.map(({ customerId }) => customerId)).toEqual([...CLIENTS].sort());
  for (const customer of customers) {
    const alone = await read(csvOf(ROWS.filter(({ client }) => client === customer.customerId)));
    expect(alone.customers.map(withoutRows)).toEqual([withoutRows(customer)]);
  }
  const last = customers.find(({ customerId }) => customerId === CLIENTS.at(-1));
  expect(last?.contacts).toHaveLength(285);
  expect([...(last?.sideFacts ?? [])].length).toBe(142);
  expect(last?.answerValues?.get('O-149')).toEqual({ step: 1 });
});

it('says the same of CSV and of NDJSON', async () => {
  const ndjson = fileOf('t.ndjson', SHUFFLED.map((row) => JSON.stringify(row)).join('\n'));
  const [ofNdjson, ofCsv] = [await read(ndjson), await read(csvOf(SHUFFLED))];
  expect(ofNdjson.customers.map(withoutRows)).toEqual(ofCsv.customers.map(withoutRows));
  expect([ofNdjson.summary, ofNdjson.dataSet]).toEqual([ofCsv.summary, ofCsv.dataSet]);
});

it('takes groups in the order in which each begins: the later one knows the clerk, the earlier one has the promise', async () => {
  const row = (order: string, step: number, clerk: string): Cells => ({
    order,
    promise: 'P',
    step: String(step),
    client: 'acme',
    at: String(EPOCH + step * 60),
    clerk,
  });
  const rows = [row('late', 3, 'a'), row('early', 2, 'b'), row('late', 1, 'c'), row('early', 5, 'd')];
  const { customers, dataSet } = await read(csvOf(rows));
  expect(customers[0]?.sideFacts?.get('P')).toEqual({ clerk: 'b' });
  expect(customers[0]?.contacts.map(({ id, type }) => [type, Number(id.split(':')[3])])).toEqual([
    ['RelationshipOpened', 0],
    ['ExpectationSet', 4],
    ['ExpectationMet', 2],
  ]);
  expect(dataSet.leftOut.counts).toMatchObject([
    {
      code: 'EXPECTATION_ALREADY_SET',
      count: 1,
      labels: { missing: 1, doubtful: 0 },
      examples: [
        { line: 3, column: 'promise', value: 'P', says: expect.stringMatching(/^ExpectationSet: /) as string },
      ],
    },
    {
      code: 'EXPECTATION_CLOSED',
      count: 1,
      labels: { missing: 0, doubtful: 1 },
      examples: [{ line: 5, says: expect.stringMatching(/^ExpectationMet: /) as string }],
    },
  ]);
});

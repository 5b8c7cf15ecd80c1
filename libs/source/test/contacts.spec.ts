import { gzipSync, zstdCompressSync } from 'node:zlib';
import { fileOf, read, removeScratch } from './source-of.js';

afterAll(removeScratch);

const CHECK_INS = `SELECT 'recordCheckIn' AS type, client AS "customerId", day AS "occurredAt" FROM calls`;
const inputs = async (...asked: Parameters<typeof read>) =>
  (await read(...asked)).rows.map(({ contact }) => ('bad' in contact ? contact.bad : contact.input));
const TABLE = 'client,day\nfox,2026-03-02T09:30:00Z\n';
const FOX = { customerId: 'fox', occurredAt: '2026-03-02T09:30:00.000Z' };

describe('what a file may be', () => {
  it.each([
    ['calls.csv', TABLE],
    ['calls.tsv', TABLE.replaceAll(',', '\t')],
    ['calls.csv', TABLE.replaceAll(',', ';')],
    ['calls.csv', `\ufeff${TABLE}`],
    ['calls.csv', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['calls.csv.gz', gzipSync(TABLE)],
    ['calls.csv.zst', zstdCompressSync(Buffer.from(TABLE))],
    ['calls.json', '[{"client":"fox","day":"2026-03-02T09:30:00Z"}]'],
    ['calls.ndjson', '{"client":"fox","day":"2026-03-02T09:30:00Z"}\n'],
  ])('%s', async (name, content) => {
    expect(await inputs(CHECK_INS, [fileOf(name, content)])).toEqual([FOX]);
  });

  it('several files that the source gives one name, one of them in another form', async () => {
    const yaml = 'files:\n  calls: { file: "calls-*.csv", delimiter: ";" }\n';
    const files = ['calls-1.csv', 'calls-2.csv'].map((name) => fileOf(name, TABLE.replaceAll(',', ';')));
    expect(await inputs(CHECK_INS, files, { yaml })).toEqual([FOX, FOX]);
  });

  it('joined with another', async () => {
    const people = fileOf('people.csv', 'id,company\n7,fox\n');
    const calls = fileOf('calls.csv', 'person,day\n007,2026-03-01\n7,2026-03-02T09:30:00Z\n');
    const sql = `SELECT 'recordCheckIn' AS type, company AS "customerId", day AS "occurredAt"
      FROM calls JOIN people ON person = id`;
    expect(await inputs(sql, [people, calls])).toEqual([FOX]);
  });

  it('a field that only the last row of a JSON file has is a column', async () => {
    const lines = Array.from({ length: 25_000 }, (_, id) => JSON.stringify({ id }));
    const file = fileOf(
      'calls.ndjson',
      [...lines, JSON.stringify({ id: 'x', client: 'fox', day: FOX.occurredAt })].join('\n'),
    );
    expect(await inputs(`${CHECK_INS} WHERE client IS NOT NULL`, [file])).toEqual([FOX]);
  });
});

describe('encodings', () => {
  const sql = 'SELECT \'openRelationship\' AS type, client AS "customerId", name, day AS "occurredAt" FROM clients';
  const rows = 'client,name,day\n1,M\xfcller \x80,2026-03-01\n2,M\xf6ller,2026-03-01\n';

  it('what is not UTF-8 is refused with the place of the byte, and what to do', async () => {
    const file = fileOf('clients.csv', Buffer.from(rows, 'latin1'));
    await expect(read(sql, [file])).rejects.toThrow(
      /clients\.csv is not UTF-8: byte 20 cannot be\. .*encoding: windows-1252/,
    );
  });

  it.each([
    ['windows-1252', ['Müller €', 'Möller']],
    ['latin1', ['Müller \x80', 'Möller']],
  ])('%s', async (encoding, names) => {
    const file = fileOf('clients.csv', Buffer.from(rows, 'latin1'));
    const found = (await read(sql, [file], { yaml: `encoding: ${encoding}` })).rows;
    expect(found.map(({ said }) => said.name)).toEqual(names);
  });

  it('what does not decode is refused with the place of the byte', async () => {
    const file = fileOf('clients.csv', Buffer.from('client,name,day\n1,\x81,\n', 'latin1'));
    await expect(read(sql, [file], { yaml: 'encoding: windows-1252' })).rejects.toThrow(
      'is not windows-1252: byte 19 ',
    );
  });
});

describe('times', () => {
  const at = async (value: string, yaml?: string) =>
    (
      await inputs(
        `SELECT 'recordCheckIn' AS type, 'fox' AS "customerId", ${value} AS "occurredAt" FROM t`,
        [fileOf('t.csv', 'a\n1\n')],
        yaml === undefined ? {} : { yaml },
      )
    ).map((input) => (typeof input === 'string' ? input : input.occurredAt))[0];

  it.each([
    ["'2026-03-02T09:30:00.000+0000'", '2026-03-02T09:30:00.000Z'],
    ["'2026-03-02T09:30Z'", '2026-03-02T09:30:00.000Z'],
    ["'20260302T093000Z'", '2026-03-02T09:30:00.000Z'],
    ["'2026-03-02'", '2026-03-02T00:00:00.000Z'],
    ['to_timestamp(1772443800)', '2026-03-02T09:30:00.000Z'],
    ["strptime('02.03.2026 09:30', '%d.%m.%Y %H:%M')", '2026-03-02T09:30:00.000Z'],
    ["DATE '2026-03-02'", '2026-03-02T00:00:00.000Z'],
  ])('%s', async (value, instant) => expect(await at(value)).toBe(instant));

  it.each([
    ["'2026-03-02 09:30'", '2026-03-02T08:30:00.000Z'],
    ["TIMESTAMP '2026-10-26 00:00:00'", '2026-10-25T23:00:00.000Z'],
    ["DATE '2026-03-29' + 1", '2026-03-29T22:00:00.000Z'],
    ["'2026-03-02T09:30:00Z'", '2026-03-02T09:30:00.000Z'],
  ])('%s in the zone of the source', async (value, instant) => {
    expect(await at(value, 'zone: Europe/Berlin')).toBe(instant);
  });

  it('a text that is no time stays, so that its rule can quote it; a missing time is never now', async () => {
    expect(await at("'gestern'")).toBe('gestern');
    expect(await at("'03/04/26 09:15'")).toBe('03/04/26 09:15');
    expect(await at('NULL')).toBe('it has no time: occurredAt is empty');
  });
});

describe('columns', () => {
  const file = () => fileOf('t.csv', 'a\n1\n');
  const row = `SELECT 'recordStatusUpdate' AS type, 'fox' AS "customerId", DATE '2026-03-02' AS "occurredAt"`;

  it.each(["{'issueId': 7} AS about", '7 AS "about.issueId"', `'{"issueId":"7"}' AS about`])('%s', async (about) => {
    expect(await inputs(`${row}, ${about} FROM t`, [file()])).toMatchObject([{ about: { issueId: '7' } }]);
  });

  it('long whole numbers are not rounded', async () => {
    const long = 12345678901234567n;
    expect(await inputs(`${row}, {'issueId': ${long}} AS about FROM t`, [file()])).toMatchObject([
      { about: { issueId: String(long) } },
    ]);
  });

  it('one that no contact has is refused by its name, with those known', async () => {
    await expect(read(`${row}, 1 AS nota FROM t`, [file()])).rejects.toThrow(
      /a column "nota", which no contact has; known are .*note, .*occurredAt, /,
    );
    await expect(read(`${row}, 1 AS "about.isue" FROM t`, [file()])).rejects.toThrow(
      /about\.isue": about has .*issueId/,
    );
    await expect(read(`${row}, 'x' AS note, 'y' AS note FROM t`, [file()])).rejects.toThrow(/a column "note_1"/);
    await expect(read(`SELECT 1 AS type FROM t`, [file()])).rejects.toThrow('gives no column customerId');
  });
});

it('rows come by customer, within a customer by time, and at one time as the SQL gave them', async () => {
  const table = 'client,day,note\nb,2026-01-02,1\na,2026-01-03,2\nb,2026-01-01,3\na,2026-01-03,4\na,2026-01-01,5\n';
  const sql = CHECK_INS.replace(' FROM', ', note, source_line FROM');
  const { rows } = await read(sql, [fileOf('calls.csv', table)]);
  expect(rows.map(({ said, row, line }) => [said.note, row, line])).toEqual([
    ['5', 5, 6],
    ['2', 2, 3],
    ['4', 4, 5],
    ['3', 3, 4],
    ['1', 1, 2],
  ]);
});

it('a line that is no row is named, and the others are read', async () => {
  const table = 'client,day\nfox,2026-03-02T09:30:00Z\nfox\nfox,1,2\n"broken"quote,x\nfox,2026-03-03\n';
  const { rows, unreadable } = await read(CHECK_INS, [fileOf('calls.csv', table)]);
  expect(rows).toHaveLength(2);
  expect(unreadable.map(({ line, text, cell }) => [line, text, cell].filter((each) => each !== null))).toEqual([
    [3, 'fox'],
    [4, 'fox,1,2'],
    [5, '"broken"quote,x'],
  ]);
});

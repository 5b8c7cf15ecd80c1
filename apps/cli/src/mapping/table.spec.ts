import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inputFile, type InputFile } from '../import/files/input-file.js';
import { LeftOutTally } from '#validation';
import { SILENT } from '../terminal/progress.js';
import { Table, TABLE_FORMATS } from './table.js';
import { tableAt } from './table-form.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-table-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const FORM = tableAt({}, 'table');

const LOST = { missing: 1, doubtful: 0 };

function tableIn(name: string, content: string | Buffer, form = FORM) {
  const tally = new LeftOutTally();
  const path = join(folder, name);
  writeFileSync(path, content);
  return { table: new Table(inputFile(path, TABLE_FORMATS), form, tally, LOST), tally };
}
async function rowsIn(table: Table) {
  const rows: (string | number)[][] = [];
  for await (const { line, cells } of table.rows(SILENT)) rows.push([line, ...cells]);
  return rows;
}

describe('odd tables are read as far as they can be, and what cannot be is counted', () => {
  it('a header and nothing else', async () => {
    const { table } = tableIn('t.csv', 'a,b\n');
    expect(await rowsIn(table)).toEqual([]);
    expect(table.placeOf('b')).toBe(1);
  });

  it('a byte order mark, and white space around a name', async () => {
    const { table } = tableIn('t.csv', '\ufeffa, b\r\n1,2\r\n');
    expect(await rowsIn(table)).toEqual([[2, '1', '2']]);
    expect([table.placeOf('a'), table.placeOf('b')]).toEqual([0, 1]);
  });

  it('columns of one name, also where another is called as the second would be', async () => {
    const { table } = tableIn('t.csv', 'a,a,a,a#2\n');
    await rowsIn(table);
    expect(['a', 'a#2', 'a#3', 'a#4'].map((name) => table.placeOf(name))).toEqual([0, 3, 1, 2]);
  });

  it('rows with too many cells, or too few: each is counted with its line', async () => {
    const { table, tally } = tableIn('t.csv', 'a,b\n1,2,3\n4\n\n5,"6\n7"\n8,9\n10\n');
    expect(await rowsIn(table)).toEqual([
      [5, '5', '6\n7'],
      [7, '8', '9'],
    ]);
    expect(tally.total(table.count)).toMatchObject({
      records: 5,
      counts: [{ kind: 'ROW_UNREADABLE', count: 3, labels: { missing: 3, doubtful: 0 } }],
    });
    expect(tally.total(0).counts[0]?.examples).toEqual([
      { line: 2, column: null, value: null, says: 'the row has 3 cells where there are 2 columns' },
      { line: 3, column: null, value: null, says: 'the row has 1 cells where there are 2 columns' },
      { line: 8, column: null, value: null, says: 'the row has 1 cells where there are 2 columns' },
    ]);
  });

  it('NDJSON: columns named in any line; a line too long or no text', async () => {
    const lines = ['{"a":"x"}', `{"c":"${'z'.repeat(1_100_000)}"}`, '{"b":[1],"a":null}'];
    const content = Buffer.concat([Buffer.from(`${lines.join('\n')}\n"`), Buffer.from([0xe9]), Buffer.from('"\n')]);
    const { table, tally } = tableIn('t.ndjson', content);
    expect(await rowsIn(table)).toEqual([
      [1, 'x', ''],
      [3, '', '[1]'],
    ]);
    expect(tally.total(table.count)).toMatchObject({
      records: 4,
      counts: [{ kind: 'ROW_UNREADABLE', count: 2, examples: [{ line: 2 }, { line: 4 }] }],
    });
    expect(() => table.placeOf('c')).toThrow('the table has no column c; it has a, b');
  });
});

describe('a file that is no table is said to be none', () => {
  const packed = gzipSync(`a,b\n${Array.from({ length: 50_000 }, () => `${Math.random()},2`).join('\n')}`);
  const half = Math.floor(packed.length / 2);
  const damaged = Buffer.from(packed).fill(7, half, half + 100);

  it.each<[string, string, string | Buffer, RegExp]>([
    ['white space', 'w.csv', '\n\n', /w\.csv holds nothing but white space$/],
    ['white space, NDJSON', 'w.ndjson', '\n\n', /w\.ndjson holds nothing but white space$/],
    ['no text', 'n.ndjson', Buffer.from([0xff, 0xfe, 0x0a]), /holds no line that can be read/],
    ['a cell without end', 'l.csv', `a,b\n1,${'z'.repeat(1_200_000)}\n`, /is no table: Max Record Size: .* at line 2$/],
    ['a quote without end', 'q.csv', 'a,b\n1,"2\n3,4\n', /is no table: Quote Not Closed/],
    ['a packed file cut off', 'c.csv.gz', packed.subarray(0, half), /c\.csv\.gz ends in the middle/],
    ['a packed file that is damaged', 'd.csv.gz', damaged, /d\.csv\.gz is not a gzip file, or is damaged$/],
    ['a list', 'a.ndjson', '{"a":1}\n[1]\n', /^line 2 of .*a\.ndjson is no JSON object$/],
    ['no JSON', 'j.ndjson', '{"a":1}\nno\n', /^line 2 of .*j\.ndjson is not JSON$/],
  ])('%s', async (_, name, content, message) => {
    await expect(rowsIn(tableIn(name, content).table)).rejects.toThrow(message);
  });
});

it('reads on only as rows are taken, and lets go of the file when no more are', async () => {
  let chunks = 0;
  let isOpen = true;
  const endless: InputFile = {
    path: 'endless.csv',
    format: '.csv',
    bytes: 1,
    async *read() {
      try {
        yield Buffer.from('a,b\n');
        for (;;) {
          chunks += 1;
          yield await Promise.resolve(Buffer.from('1,2\n'.repeat(10_000)));
        }
      } finally {
        isOpen = false;
      }
    },
  };
  let taken = 0;
  for await (const { number } of new Table(endless, FORM, new LeftOutTally(), LOST).rows(SILENT)) {
    taken = number;
    if (taken === 30_000) break;
  }
  expect(taken).toBe(30_000);
  expect(chunks).toBeLessThan(50);
  expect(isOpen).toBe(false);
});

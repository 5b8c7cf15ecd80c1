import { Readable } from 'node:stream';
import { csvRecords } from '../../apps/cli/src/import/files/csv-records.js';
import { linesOf, MOST_ROW_BYTES } from '../../apps/cli/src/import/files/lines.js';
import { isBad } from '../../apps/cli/src/import/files/row.js';

const MISMATCH = 'its quotes do not match';

/** Each record as [line, ...cells], each bad one as [line, why]. @param pieces how many bytes are read at a time */
async function records(content: string | Buffer, pieces = 1024): Promise<unknown[]> {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, i) =>
    bytes.subarray(i * pieces, (i + 1) * pieces),
  );
  const read: unknown[] = [];
  for await (const record of csvRecords(linesOf(Readable.from(chunks) as AsyncIterable<Buffer>)))
    read.push(isBad(record) ? [record.line, record.bad] : [record.line, ...record.cells]);
  return read;
}

it.each([1, 2, 3, 1024])('reads the same in pieces of %i bytes', async (pieces) => {
  const content = '\ufeffa,b\r\n1,"x, ""y"""\r\n\n"Grüße\nan\n\nalle",3\n4,5';
  expect(await records(content, pieces)).toEqual([
    [1, 'a', 'b'],
    [2, '1', 'x, "y"'],
    [4, 'Grüße\nan\n\nalle', '3'],
    [8, '4', '5'],
  ]);
});

it('loses one row to a stray quote, and none after it', async () => {
  expect(await records('1,2\n3,"never closed\n4,5\n6,"7"\n8,x"y\n9,"z"w\n10,11\n')).toEqual([
    [1, '1', '2'],
    [2, MISMATCH],
    [3, '4', '5'],
    [4, '6', '7'],
    [5, MISMATCH],
    [6, MISMATCH],
    [7, '10', '11'],
  ]);
});

it('does not look for the end of a quote for ever', async () => {
  const read = await records(`1,"open\n${'2,3\n'.repeat(5000)}4,"5"\n`);
  expect(read).toHaveLength(5002);
  expect(read[0]).toEqual([1, MISMATCH]);
  expect(read.at(-1)).toEqual([5002, '4', '5']);
});

it('leaves out a line that is too long or no text, and goes on', async () => {
  const long = 'x'.repeat(MOST_ROW_BYTES + 1);
  const content = Buffer.concat([Buffer.from(`1\n${long}\n3\n`), Buffer.from([0x34, 0xff, 0x0a]), Buffer.from('5\n')]);
  expect(await records(content, 100_000)).toEqual([
    [1, '1'],
    [2, `longer than ${MOST_ROW_BYTES} bytes`],
    [3, '3'],
    [4, 'not UTF-8 text'],
    [5, '5'],
  ]);
});

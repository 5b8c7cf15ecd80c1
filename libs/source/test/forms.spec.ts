import { crc32, deflateRawSync } from 'node:zlib';
import { fileOf, read, removeScratch } from './source-of.js';

afterAll(removeScratch);

const OPENED = `SELECT 'recordCheckIn' AS type, client AS "customerId", opened AS "occurredAt" FROM`;

/** An archive of stored or deflated files, as PKWARE's APPNOTE says. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, entries, end]);
}

const TABLE = 'client,opened\nfox,2026-03-02T09:30:00Z\n';
const customersOf = async (...asked: Parameters<typeof read>) =>
  (await read(...asked)).rows.map(({ customerId }) => customerId);

it('a zip with one file inside', async () => {
  const file = fileOf('calls.csv.zip', zipOf({ 'export.csv': TABLE, '__MACOSX/._export.csv': 'x' }));
  expect(await customersOf(`${OPENED} calls`, [file])).toEqual(['fox']);
});

it('a zip with several files is refused by their names', async () => {
  const file = fileOf('calls.csv.zip', zipOf({ 'a.csv': TABLE, 'b.csv': TABLE }));
  await expect(read(`${OPENED} calls`, [file])).rejects.toThrow('holds several files, such as a.csv and b.csv');
});

it('Parquet', async () => {
  const { rows } = await read(`${OPENED} calls`, ['test/fixtures/cases/calls.parquet'], { yaml: 'zone: Asia/Tokyo' });
  expect(rows.map(({ said }) => said.occurredAt)).toEqual(['2026-03-02T09:30:00.000Z']);
});

it('each file in an encoding and a zone of its own, or in those of the source', async () => {
  const yaml = `
zone: Europe/Berlin
encoding: windows-1252
files:
  berlin: {}
  york: { zone: America/New_York, encoding: utf-8 }
  tokyo: { zone: Asia/Tokyo, types: { opened: TIMESTAMP } }
`;
  const table = 'client,opened\nMüller,2026-03-02 09:30\nzoned,2026-03-02T09:30:00Z\n';
  const files = [
    fileOf('berlin.csv', Buffer.from(table, 'latin1')),
    fileOf('york.csv', table),
    fileOf('tokyo.csv', Buffer.from('client,opened\nMüller,2026-03-02 09:30\n', 'latin1')),
  ];
  const all = ['berlin', 'york', 'tokyo'].map(
    (name) => `SELECT '${name}' AS "from", client, opened::VARCHAR AS opened FROM ${name}`,
  );
  const sql = `SELECT 'recordCheckIn' AS type, client AS "customerId", opened AS "occurredAt", "from" AS note FROM (${all.join(' UNION ALL ')})`;
  const { rows } = await read(sql, files, { yaml });
  expect(rows.map(({ customerId, said }) => [customerId, said.note, said.occurredAt])).toEqual([
    ['Müller', 'tokyo', '2026-03-02T00:30:00.000Z'],
    ['Müller', 'berlin', '2026-03-02T08:30:00.000Z'],
    ['Müller', 'york', '2026-03-02T14:30:00.000Z'],
    ['zoned', 'berlin', '2026-03-02T09:30:00.000Z'],
    ['zoned', 'york', '2026-03-02T09:30:00.000Z'],
  ]);
});

it('a zone that is none is refused with its place', async () => {
  await expect(read(`${OPENED} calls`, [], { yaml: 'files: { calls: { zone: Europe/Atlantis } }' })).rejects.toThrow(
    'files.calls.zone is no name of a time zone, such as Europe/Berlin: Europe/Atlantis',
  );
});

it('times in JSON keep the zone that they name', async () => {
  const file = fileOf(
    'calls.json',
    '[{"client":"fox","opened":"2026-03-02T09:30:00Z"},{"client":"fox","opened":"2026-03-03 09:30:00"}]',
  );
  const { rows } = await read(`${OPENED} calls`, [file], { yaml: 'zone: Europe/Berlin' });
  expect(rows.map(({ said }) => said.occurredAt)).toEqual(['2026-03-02T09:30:00.000Z', '2026-03-03T08:30:00.000Z']);
});

import { formatOf } from './format-of.js';

it.each([
  ['trust.parquet', 'parquet'],
  ['a folder/Trust.CSV', 'csv'],
  ['trust.2026.ndjson', 'ndjson'],
  ['/dev/stdout', 'ndjson'],
  [undefined, 'ndjson'],
])('of %s is %s', (out, format) => expect(formatOf(out)).toBe(format));

it.each(['trust.xlsx', 'trust.csv.gz', 'trust.json'])(
  'refuses %s rather than write what the name does not say',
  (out) => expect(() => formatOf(out)).toThrow(`${out} ends in`),
);

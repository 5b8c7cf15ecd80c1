import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '#deployment';
import { DAY_MS, toIso, type RecordedContact } from '#relationship';
import { assess, DEFAULT_MODEL, TRUST_BETA_2, type TrustModel } from '#trust';
import { rapport } from '../import/rapport.js';
import { aBook, contactsIn, digestOf, UNTIL } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

type Row = { customer_id: string; as_of: string; score: number; band: string; candour: number; interval_low: number };

let folder: Awaited<ReturnType<typeof aBook>>;
let book: Map<string, RecordedContact[]>;
beforeAll(async () => {
  folder = await aBook();
  book = await contactsIn(folder.path);
});
afterAll(() => folder.remove());

const asOfs = [-200, -90, -30, 0, 40].map((days) => UNTIL + days * DAY_MS);
const known = ['--known-at', toIso(UNTIL + 60 * DAY_MS)];

/** What assess says of every relationship, by customer and time. */
const assessed = (model: TrustModel, knownAt: (asOf: number) => number) =>
  [...book]
    .flatMap(([customerId, contacts]) =>
      asOfs.map(
        (asOf) => [`${customerId} ${toIso(asOf)}`, assess(contacts, { asOf, knownAt: knownAt(asOf), model })] as const,
      ),
    )
    .filter(([, found]) => found !== null)
    .map(([key, found]) => [key, found?.score.toFixed(9), found?.band])
    .sort();

const said = (rows: readonly Row[]) =>
  rows.map((row) => [`${row.customer_id} ${row.as_of}`, row.score.toFixed(9), row.band]).sort();

const trust = (...words: string[]) =>
  rapportHere(folder.path, 'replay', 'trust', ...asOfs.flatMap((asOf) => ['--as-of', toIso(asOf)]), ...words);

it('says of every relationship and time what assess says of its contacts, under any model', async () => {
  const rows = linesOf<Row>(await trust('--format', 'ndjson', ...known));
  expect(said(rows)).toEqual(assessed(DEFAULT_MODEL, () => Infinity));
  expect(rows.length).toBeGreaterThan(30);
  const other = linesOf<Row>(await trust('--format', 'ndjson', '--model', 'trust-beta/2', ...known));
  expect(said(other)).toEqual(assessed(TRUST_BETA_2, () => Infinity));
  expect(said(other)).not.toEqual(said(rows));
});

it('says it as it was known by a moment, at each time itself, or up to a position', async () => {
  const middle = UNTIL - 60 * DAY_MS;
  const once = linesOf<Row>(await trust('--format', 'ndjson', '--known-at', toIso(middle)));
  expect(said(once)).toEqual(assessed(DEFAULT_MODEL, () => middle));
  const each = linesOf<Row>(await trust('--format', 'ndjson', '--known-at', 'as-of'));
  expect(said(each)).toEqual(assessed(DEFAULT_MODEL, (asOf) => asOf));

  const all = [...book.values()].flat();
  const position =
    all.map((contact) => Number(contact.position)).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const upTo = linesOf<Row>(await trust('--format', 'ndjson', '--known-at-position', String(position), ...known));
  const whole = book;
  book = new Map([...book].map(([id, contacts]) => [id, contacts.filter((each) => Number(each.position) <= position)]));
  expect(said(upTo)).toEqual(assessed(DEFAULT_MODEL, () => Infinity));
  book = whole;
});

it('gives the interval only where it is asked for', async () => {
  const [row] = linesOf<Row>(await trust('--format', 'ndjson', '--interval', ...known));
  const contacts = book.get(row?.customer_id ?? '') ?? [];
  const asOf = Date.parse(row?.as_of ?? '');
  expect(row?.interval_low).toBeCloseTo(
    assess(contacts, { asOf, knownAt: Infinity, model: DEFAULT_MODEL })?.interval.low ?? NaN,
    9,
  );
  const [without] = linesOf<Row>(await trust('--format', 'ndjson', ...known));
  expect(without?.interval_low).toBeNull();
});

it('takes a model of its own document, and names the field of a bad one', async () => {
  const file = join(folder.path, 'model.json');
  const { document } = DEFAULT_MODEL;
  writeFileSync(file, JSON.stringify({ ...document, id: 'mine/1', cap: 0.1 }));
  const own = JSON.parse(await trust('--json', '--model', file, ...known)) as { models: string[]; portfolio: object[] };
  expect(own).toMatchObject({ models: ['mine/1'], portfolio: asOfs.map((asOf) => ({ asOf: toIso(asOf) })) });
  writeFileSync(file, JSON.stringify({ ...document, cap: 2 }));
  await expect(trust('--model', file)).rejects.toThrow('cap must be a number from 0 to 1');
  writeFileSync(file, '{');
  await expect(trust('--model', file)).rejects.toThrow('is not JSON');
  await expect(trust('--model', 'none/1')).rejects.toThrow('trust-beta/3, trust-beta/1, trust-beta/2');
});

it('shows the book over time and the weakest', async () => {
  const text = await trust('--limit', '3', ...known);
  expect(text).toContain('Under trust-beta/3');
  expect(text.split('\n').filter((line) => /^\d{4}-\d{2}-\d{2} /.test(line))).toHaveLength(asOfs.length);
  expect(
    text
      .trimEnd()
      .split('\n')
      .slice(-3)
      .every((line) => /\d+\.\d/.test(line)),
  ).toBe(true);
});

it.each([
  [['--from', '2026-06-01', '--to', '2026-05-01'], '--from must not be after --to'],
  [['--to', '2026-05-01'], '--to needs --from'],
  [['--from', '2000-01-01', '--every', '1m'], 'at most 5000 are allowed'],
  [['--as-of', '2026-05-01', '--from', '2026-05-01'], 'not both'],
  [['--every', '1x'], 'Give a span'],
  [['--as-of', '2026-05-01T10:00'], 'Give a day'],
  [['--known-at', 'then'], '`as-of`'],
  [['--format', 'xls'], 'One of parquet, csv, ndjson'],
  [['--format', 'parquet'], 'Parquet needs a file'],
  [['--out', '/nowhere/at/all.csv'], 'cannot be written'],
  [['--workers', '9'], 'from 1 to 8'],
  [['--workers', '0'], 'from 1 to 8'],
])('refuses %j', async (words, problem) => {
  await expect(rapportHere(folder.path, 'replay', 'trust', ...words)).rejects.toThrow(problem);
});

/** With events of no relationship, so that more than one thread is worth starting. */
async function fill(count: number): Promise<void> {
  const store = await openLog({ dataDir: folder.path });
  const filling = Array.from({ length: count }, () => ({ id: randomUUID(), type: 'Filled', data: {}, metadata: {} }));
  await store.append('filling', filling, 'none');
  await store.close();
}

it('shares the work between threads to the same result, changing nothing, and ends as documented', async () => {
  const asked = ['replay', 'trust', '--format', 'ndjson', '--as-of', toIso(UNTIL), ...known];
  const alone = said(linesOf<Row>(await rapportHere(folder.path, ...asked)));
  await fill(20_000);
  const before = digestOf(folder.path, 'log.db', 'keys.db', 'views.db');
  const [two, bad] = await Promise.all([
    rapport(folder.path, ...asked, '--workers', '2').ended,
    rapport(join(folder.path, 'elsewhere'), 'replay', 'trust').ended,
  ]);
  expect(two.stderr).toBe('');
  expect(said(linesOf<Row>(two.stdout))).toEqual(alone);
  expect(two.code).toBe(0);
  expect([bad.code, bad.stdout]).toEqual([2, '']);
  expect(bad.stderr).toContain('set DATA_DIR to the data folder');
  expect(digestOf(folder.path, 'log.db', 'keys.db', 'views.db')).toEqual(before);
});

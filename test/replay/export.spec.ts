import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { openDeployment } from '#deployment';
import { toIso } from '#relationship';
import { DATASETS } from '../../apps/cli/src/export/data-dictionary.js';
import { rapportWith } from '../import/rapport.js';
import { aBook, CANARIES, ODD, UNTIL } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

let folder: Awaited<ReturnType<typeof aBook>>;
let instance: DuckDBInstance;
let duck: DuckDBConnection;
beforeAll(async () => {
  folder = await aBook();
  instance = await DuckDBInstance.create(':memory:');
  duck = await instance.connect();
  await duck.run(`SET file_search_path = '${folder.path}'`);
});
afterAll(() => {
  duck.closeSync();
  instance.closeSync();
  folder.remove();
});

const AT = toIso(UNTIL + 7_200_000);
const NAMES = DATASETS.map(({ name }) => name);
const FORMATS = ['parquet', 'csv', 'ndjson'];
const file = (name: string) => join(folder.path, name);
const rapport = (...words: string[]) => rapportHere(folder.path, ...words);
const exported = (dataset: string, format: string, ...words: string[]) =>
  rapport(
    'export',
    dataset,
    '--out',
    file(`${dataset}.${format}`),
    ...(dataset === 'events' ? [] : ['--as-of', AT]),
    ...words,
  );
const ask = async (sql: string) => (await duck.runAndReadAll(sql)).getRowsJson();

it('writes the same rows in every format, with the columns that the dictionary names', async () => {
  for (const dataset of DATASETS) {
    for (const format of FORMATS) await exported(dataset.name, format);
    const names = dataset.columns.map(({ name }) => name);
    const lines = linesOf<Record<string, unknown>>(readFileSync(file(`${dataset.name}.ndjson`), 'utf8'));
    expect(lines.length).toBeGreaterThan(0);
    expect(Object.keys(lines[0] ?? {})).toEqual(names);
    const records = parse<Record<string, string>>(readFileSync(file(`${dataset.name}.csv`)), { columns: true });
    expect(records).toHaveLength(lines.length);
    expect(Object.keys(records[0] ?? {})).toEqual(names);
    const described = await ask(`DESCRIBE '${dataset.name}.parquet'`);
    expect(described.map(([name]) => name)).toEqual(names);
    expect(await ask(`SELECT count(*)::INT FROM '${dataset.name}.parquet'`)).toEqual([[lines.length]]);
  }
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

it('keeps types in Parquet: instants are timestamps, positions whole numbers, figures exact', async () => {
  await exported('outcomes', 'parquet');
  const rows = await ask(
    `SELECT kind, value, epoch_ms(occurred_at)::VARCHAR, typeof(position) FROM 'outcomes.parquet' WHERE customer_id = '${ODD}'`,
  );
  expect(rows).toEqual([['+NPS', -7.5, String(UNTIL + 5 * 60_000), 'BIGINT']]);
});

it('writes CSV in which no text is a formula, and every figure is one', async () => {
  const csv = await rapport('export', 'outcomes', '--format', 'csv', '--as-of', AT);
  const odd = parse<Record<string, string>>(csv, { columns: true }).find(({ customer_id: id }) => id === `'${ODD}`);
  expect(odd).toMatchObject({ kind: "'+NPS", value: '-7.5' });
  const trust = parse(await rapport('export', 'trust', '--format', 'csv', '--as-of', AT));
  expect(trust.flat().filter((text) => /^[=+@\t\r]|^-\D/.test(text))).toEqual([]);
  expect(trust.flat()).toEqual(expect.arrayContaining(["'-SEGMENT", "'@owner"]));
});

it('leaves out what is personal unless it is asked for', async () => {
  for (const name of NAMES) for (const format of FORMATS) await exported(name, format);
  await rapport('export', 'views', '--out', file('views-copy.db'));
  const files = [...NAMES.flatMap((name) => FORMATS.map((format) => `${name}.${format}`)), 'views-copy.db'];
  for (const name of files)
    for (const canary of CANARIES) expect([name, readFileSync(file(name)).includes(canary)]).toEqual([name, false]);
  await exported('events', 'parquet', '--with-names');
  expect(
    await ask(
      `SELECT facts->>'name' FROM 'events.parquet' WHERE type = 'RelationshipOpened' AND customer_id = '${ODD}'`,
    ),
  ).toEqual([[CANARIES[0]]]);
});

it('writes trust day by day', async () => {
  await rapport('export', 'trust', '--from', '2026-03-01', '--to', '2026-03-31', '--out', file('daily.parquet'));
  const days = await ask(
    `SELECT count(DISTINCT as_of)::INT, min(as_of)::DATE::VARCHAR, max(as_of)::DATE::VARCHAR FROM 'daily.parquet'`,
  );
  expect(days).toEqual([[31, '2026-03-01', '2026-03-31']]);
});

it('lets DuckDB compute every score from the evidence and a model document alone', async () => {
  for (const model of ['trust-beta-1', 'trust-beta-2', 'trust-beta-3']) {
    await exported('evidence', 'parquet');
    await exported('trust', 'parquet', '--model', model.replace(/-(\d)$/, '/$1'));
    copyFileSync(join('libs/trust/models', `${model}.json`), file('model.json'));
    await duck.run(readFileSync('infra/analysis/score-from-evidence.sql', 'utf8'));
    const [[compared, furthest]] = (await ask(
      `SELECT count(*)::INT, max(abs(s.score - t.score)) FROM scores s JOIN 'trust.parquet' t USING (customer_id) WHERE t.prior = 70`,
    )) as [[number, number]];
    expect(compared).toBeGreaterThan(4);
    expect(furthest).toBeLessThan(1e-9);
  }
});

it('sums the points of the evidence to the score', async () => {
  await exported('evidence', 'parquet');
  await exported('trust', 'parquet');
  const [[furthest]] = (await ask(
    `SELECT max(abs(t.prior + t.cap + coalesce(e.points, 0) - t.score)) FROM 'trust.parquet' t
     LEFT JOIN (SELECT customer_id, sum(points) AS points FROM 'evidence.parquet' GROUP BY customer_id) e USING (customer_id)`,
  )) as [[number]];
  expect(furthest).toBeLessThan(1e-9);
});

describe('export views', () => {
  it('copies the views at one moment while a server works on them', async () => {
    const server = await openDeployment({ dataDir: folder.path }, () => UNTIL + 7_200_000);
    try {
      server.projector.start((error) => {
        throw error;
      });
      const said = JSON.parse(await rapport('export', 'views', '--out', file('copy.db'), '--json')) as object;
      expect(said).toMatchObject({
        out: file('copy.db'),
        relationships: 9,
        position: Number(await server.store.head()),
      });
    } finally {
      await server.close();
    }
    expect(existsSync(file('copy.db-wal'))).toBe(false);
    const copy = new Database(file('copy.db'), { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT name, owner FROM relationships WHERE customer_id = ?').get(ODD)).toEqual({
      name: ODD,
      owner: '@owner',
    });
    copy.close();
  });

  it('keeps names where they are asked for', async () => {
    await rapport('export', 'views', '--out', file('named.db'), '--with-names');
    const copy = new Database(file('named.db'), { readonly: true });
    expect(copy.prepare('SELECT name FROM relationships WHERE customer_id = ?').pluck().get(ODD)).toBe(CANARIES[0]);
    copy.close();
  });

  it('gives DuckDB a folder of Parquet that it reads as it is', async () => {
    await rapport('export', 'views', '--format', 'parquet', '--out', file('views'));
    const [[rows, owed, position]] = (await ask(
      `SELECT (SELECT count(*)::INT FROM 'views/relationships.parquet'),
              (SELECT count(*)::INT FROM 'views/obligations.parquet' JOIN 'views/standings.parquet' USING (customer_id)),
              (SELECT position::INT FROM 'views/checkpoint.parquet' WHERE name = 'views')`,
    )) as [[number, number, number]];
    expect([rows, owed > 0, position > 100]).toEqual([9, true, true]);
    expect(
      await ask(`SELECT name, typeof(opened_at) FROM 'views/relationships.parquet' WHERE owner = '@owner'`),
    ).toEqual([[ODD, 'BIGINT']]);
    expect(readdirSync(folder.path).filter((name) => name.includes('.partial'))).toEqual([]);
  });

  it('gives DuckDB that folder, and SQLite a file, while a server records on', async () => {
    const server = await openDeployment({ dataDir: folder.path }, () => UNTIL + 10_800_000);
    try {
      server.projector.start((error) => {
        throw error;
      });
      await rapport('export', 'views', '--format', 'parquet', '--out', file('live'));
      await rapport('export', 'views', '--out', file('live.db'));
      const input = { customerId: ODD, occurredAt: toIso(UNTIL + 9_000_000) };
      const caller = { recordedBy: 'test', correlationId: 'test' };
      expect((await server.log.record({ type: 'CheckInHeld', input, ...caller })).refusals).toEqual([]);
      const later = Number(await server.store.head());

      const BOOK = 'SELECT customer_id, owner, opened_at FROM';
      const copy = new Database(file('live.db'), { readonly: true });
      const inSqlite = copy.prepare(`${BOOK} relationships ORDER BY customer_id`).raw().all() as unknown[][];
      const position = copy.prepare("SELECT position FROM checkpoint WHERE name = 'views'").pluck().get() as number;
      copy.close();
      expect([inSqlite.length, position < later]).toEqual([9, true]);
      expect(await ask(`${BOOK} 'live/relationships.parquet' ORDER BY customer_id`)).toEqual(
        inSqlite.map(([id, owner, openedAt]) => [id, owner, String(openedAt)]),
      );
      expect(await ask("SELECT position::INT FROM 'live/checkpoint.parquet' WHERE name = 'views'")).toEqual([
        [position],
      ]);
    } finally {
      await server.close();
    }
  });

  it('replaces a folder of tables whole, those that there no longer are with the rest, and no other folder', async () => {
    const tables = () => rapport('export', 'views', '--format', 'parquet', '--out', file('again'));
    await tables();
    const names = readdirSync(file('again'));
    renameSync(file('again/need_steps.parquet'), file('again/of_an_older_release.parquet'));
    await tables();
    expect(readdirSync(file('again'))).toEqual(names);
    await rapport('export', 'outcomes', '--out', file('again/outcomes.parquet'));
    await expect(tables()).rejects.toThrow('outcomes.parquet in it is not a table of an older export of the views');
    expect(readdirSync(file('again'))).toEqual([...names, 'outcomes.parquet'].sort());
    rmSync(file('again/outcomes.parquet'));
    for (const name of ['notes.txt', 'notes.parquet']) {
      writeFileSync(file(`again/${name}`), 'mine');
      await expect(tables()).rejects.toThrow(`${name} in it is not a table`);
      expect(readFileSync(file(`again/${name}`), 'utf8')).toBe('mine');
      rmSync(file(`again/${name}`));
    }
    symlinkSync('nowhere', file('again/link.parquet'));
    await expect(tables()).rejects.toThrow('link.parquet in it is not a table');
    rmSync(file('again/link.parquet'));
    mkdirSync(file('again/more.parquet'));
    await expect(tables()).rejects.toThrow('more.parquet in it is not a table');
    mkdirSync(file('empty'));
    await rapport('export', 'views', '--format', 'parquet', '--out', file('empty'));
    expect(readdirSync(file('empty'))).toEqual(names);
    expect(readdirSync(folder.path).filter((name) => name.includes('.partial'))).toEqual([]);
  });

  it.each(['sqlite', 'parquet'])('says in a sentence that the views are damaged, as %s', async (format) => {
    const damaged = file(`damaged-${format}`);
    mkdirSync(damaged);
    const bytes = readFileSync(file('views.db'));
    bytes.fill(0xff, 8_192);
    writeFileSync(join(damaged, 'views.db'), bytes);
    const asked = ['export', 'views', '--out', file(`copy-${format}`), '--format', format];
    expect(await rapportWith({ DATA_DIR: damaged }, ...asked).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `the views cannot be copied to ${file(`copy-${format}`)}: database disk image is malformed\n`,
    });
    expect(existsSync(file(`copy-${format}`))).toBe(false);
  });

  it('says where it cannot be written', async () => {
    await expect(rapport('export', 'views', '--out', '/nowhere/at/all.db')).rejects.toThrow('cannot be written');
  });
});

it('replaces a file only by a whole one', async () => {
  writeFileSync(file('outcomes.csv'), 'before');
  await expect(rapport('export', 'outcomes', '--out', file('outcomes.csv'), '--as-of', 'never')).rejects.toThrow(
    'Give a day',
  );
  expect(readFileSync(file('outcomes.csv'), 'utf8')).toBe('before');
});

it('says the dictionary to programs too', async () => {
  const said = JSON.parse(await rapport('export', 'dictionary', '--json')) as { name: string }[];
  expect(said.map(({ name }) => name)).toEqual(NAMES);
});

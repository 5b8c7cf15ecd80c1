import { attach } from '../engine/attach.js';
import { Database, LIMITS, named } from '../engine/database.js';
import { makeMacros } from '../engine/macros.js';
import { viewsOf } from '../files/given-views.js';
import { readable, type ReadableView } from '../files/readable-files.js';
import { PLAIN_FORM } from '../folder/file-form.js';
import type { Source } from '../folder/source.js';

/** What the first rows show of a column. Shares are of the values that are there, 0 to 1. */
export type DescribedColumn = {
  readonly name: string;
  /** As the engine calls it. */
  readonly type: string;
  /** Whether a row has a value. */
  readonly filled: boolean;
  readonly distinct: number;
  /** The most frequent form of its values, with 9 for a digit and a for a letter; never a value itself. */
  readonly form: string | null;
  /** Times of ISO 8601, or what the engine has as a time. */
  readonly times: number;
  /** Times that `at` reads. */
  readonly days: number;
  /** Days with slashes, which are read in two ways. */
  readonly slashed: number;
  readonly addresses: number;
};

export type DescribedView = {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly DescribedColumn[];
};

const ROWS_LOOKED_AT = 1000;

/** Looks at the first rows of files of which no source says anything yet. @param encoding null: UTF-8, or as marked @throws SourceInvalid */
export async function describeFiles(
  files: readonly string[],
  { encoding, signal }: { readonly encoding: string | null; readonly signal: AbortSignal },
): Promise<readonly DescribedView[]> {
  const given = viewsOf({ ...NO_SOURCE, form: { ...PLAIN_FORM, encoding } }, files);
  const database = await Database.open(signal, LIMITS);
  try {
    const views: ReadableView[] = [];
    for (const view of given) views.push(await readable(view, database.folder, signal));
    await makeMacros(database, Buffer.alloc(0));
    await attach(database, views, false);
    const described: DescribedView[] = [];
    for (const { name } of views) described.push(await describe(database, name));
    return described;
  } finally {
    await database.close();
  }
}

const NO_SOURCE: Source = {
  id: 'new',
  name: 'these files',
  sql: '',
  identities: null,
  zone: 'UTC',
  form: PLAIN_FORM,
  views: [],
  idOf: [],
  opens: true,
  expectEveryMs: null,
  inbox: null,
  validation: null,
};

async function describe(database: Database, view: string): Promise<DescribedView> {
  const some = `(FROM ${named(view)} LIMIT ${ROWS_LOOKED_AT})`;
  const types = await database.rows(`DESCRIBE SELECT * FROM ${named(view)}`);
  const [counted] = await database.rows(`SELECT count(*)::INTEGER AS rows FROM ${some}`);
  const columns: DescribedColumn[] = [];
  for (const { column_name: name, column_type: type } of types)
    columns.push(await describedColumn(database, some, String(name), String(type)));
  return { name: view, rows: Number(counted?.rows), columns };
}

async function describedColumn(database: Database, some: string, name: string, type: string): Promise<DescribedColumn> {
  const text = `${named(name)}::VARCHAR`;
  const form = `regexp_replace(regexp_replace(left(${text}, 30), '\\d', '9', 'g'), '\\p{L}', 'a', 'g')`;
  const share = (sql: string) => `coalesce(count(*) FILTER (${sql}) / nullif(count(${text}), 0), 0)::DOUBLE`;
  const [found] =
    await database.rows(`SELECT count(${text})::INTEGER AS filled, count(DISTINCT ${text})::INTEGER AS distinct_values,
    mode(${form}) AS form, ${share(`TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL`)} AS times, ${share(`at(${text}, NULL, NULL) IS NOT NULL`)} AS days,
    ${share(`regexp_matches(${text}, '^\\d{1,2}/\\d{1,2}/\\d{2,4}')`)} AS slashed, ${share(`regexp_matches(${text}, '^[^@\\s]+@[^@\\s]+$')`)} AS addresses
    FROM ${some}`);
  return {
    name,
    type,
    filled: Number(found?.filled) > 0,
    distinct: Number(found?.distinct_values),
    form: found?.form == null ? null : String(found.form),
    times: Number(found?.times),
    days: Number(found?.days),
    slashed: Number(found?.slashed),
    addresses: Number(found?.addresses),
  };
}

import { attach } from '../engine/attach.js';
import { Database, LIMITS, literal, named, type Limits } from '../engine/database.js';
import { callsMacros, makeMacros } from '../engine/macros.js';
import { viewsOf } from '../files/given-views.js';
import { readable, type ReadableView } from '../files/readable-files.js';
import { SourceInvalid } from '../folder/source-invalid.js';
import type { Source } from '../folder/source.js';
import { columnsOf, type Column } from './columns.js';
import { ANSWER, contactRowsSql, LEFT_OUT } from './contact-rows-sql.js';
import { customerRows, leaveOut, type CustomerRows } from './customer-rows.js';
import { identitiesIn, nameCustomers, readIdentities, type Identity } from './identities.js';
import { SourceRows, type SourceRow } from './source-row.js';
import { summaryOf, type AnswerSummary } from './summary.js';
import { unreadableLines, type UnreadableLine } from './unreadable-lines.js';

export type OpenOptions = {
  /** Milliseconds since the epoch: what was recorded later is bad. */
  readonly now: number;
  /** Stops what runs, which then throws its reason. */
  readonly signal: AbortSignal;
  readonly limits?: Limits;
  /**
   * What pseudonyms are made with; asked only if the SQL makes some. Left out, or null: they are made with what is no secret,
   * so they are the same everywhere.
   */
  readonly pseudonymKey?: () => Promise<Buffer | null>;
  /** Whether the caller says which external ids name customers, with `name`. Left out: all that the source says do. */
  readonly isNamedByCaller?: boolean;
};

/** One document that another system sent. */
export type GivenDocument = {
  /** JSON. */
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
};

/** An importer alone may say these. */
const NOT_OF_REQUESTS = ['recordedBy', 'recordedAt'];

/** What the SQL may read: names of views, and the paths of files as the engine knows them and as they were given. */
type Attached = { readonly views: readonly string[]; readonly paths: ReadonlyMap<string, string> };

const NO_SECRET = Buffer.from('of no installation');

/** The contacts of a source. They are in temporary files until it is closed, so that they can be read again. */
export class OpenContacts {
  private constructor(
    readonly source: Source,
    /** How many rows the SQL gave. */
    readonly count: number,
    private readonly database: Database,
    private readonly columns: readonly Column[],
    /** The paths of files as the engine knows them, and as they were given. */
    private readonly given: ReadonlyMap<string, string>,
    private readonly now: number,
  ) {}

  /** Runs the SQL of a source over files. @throws SourceInvalid the source, a file or the SQL cannot be used */
  static async open(source: Source, files: readonly string[], options: OpenOptions): Promise<OpenContacts> {
    if (source.sql === '') throw new SourceInvalid(`${source.name} has no contacts.sql: it reads no files`);
    const given = viewsOf(source, files);
    return OpenContacts.with(source, options, async (database) => {
      const views: ReadableView[] = [];
      for (const view of given) views.push(await readable(view, database.folder, options.signal));
      await attach(database, views, /\bsource_line\b/i.test(source.sql));
      const paths = views.flatMap((view, place) =>
        view.paths.map((path, index): [string, string] => [path, given[place]?.paths[index] ?? path]),
      );
      return { views: views.map(({ name }) => name), paths: new Map(paths) };
    });
  }

  /**
   * Runs the SQL of an inbox over one document, as the view `request`. The document is in no file.
   * @throws SourceInvalid the SQL cannot be used on it
   */
  static async ofDocument(source: Source, document: GivenDocument, options: OpenOptions): Promise<OpenContacts> {
    const contacts = await OpenContacts.with(sourceOfInbox(source), options, async (database) => {
      const receivedAt = `make_timestamptz(${document.receivedAt * 1000})`;
      await database.run(
        `CREATE TABLE request AS SELECT ${literal(document.body)}::JSON AS body, ${receivedAt} AS received_at`,
      );
      return { views: ['request'], paths: new Map() };
    });
    const stated = contacts.columns.find(({ fact }) => NOT_OF_REQUESTS.includes(fact));
    if (stated === undefined) return contacts;
    await contacts.close();
    throw new SourceInvalid(
      `inbox.sql gives ${stated.fact}: who records a request is its inbox, and when is the time at which it is recorded`,
    );
  }

  private static async with(
    source: Source,
    { now, signal, limits = LIMITS, pseudonymKey, isNamedByCaller = false }: OpenOptions,
    attachAll: (database: Database) => Promise<Attached>,
  ): Promise<OpenContacts> {
    const database = await Database.open(signal, limits);
    try {
      await database.run(`SET TimeZone = ${literal(source.zone)}`);
      const { views, paths } = await attachAll(database);
      if (callsMacros(sqlIn(source)))
        await makeMacros(database, (makesPseudonyms(sqlIn(source)) ? await pseudonymKey?.() : null) ?? NO_SECRET);
      await database.lock([...paths.keys()]);
      await check(database, source, views);
      await database.run(`CREATE TEMP TABLE ${ANSWER} AS FROM query(${literal(source.sql)})`);
      await database.run(`CREATE TEMP TABLE ${LEFT_OUT} (customer VARCHAR)`);
      const answer = await database.rows(`DESCRIBE ${ANSWER}`);
      let columns = columnsOf(
        answer.map((each) => ({ name: String(each.column_name), type: String(each.column_type) })),
        asideIn(source),
      );
      if (source.identities !== null) {
        await readIdentities(database, source.identities);
        columns = await withTextIds(database, columns);
      }
      const [counted] = await database.rows(`SELECT count(*)::INTEGER AS rows FROM ${ANSWER}`);
      const contacts = new OpenContacts(source, Number(counted?.rows), database, columns, paths, now);
      if (!isNamedByCaller) await contacts.nameAll();
      return contacts;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** The rows by customer, within a customer by time, and at one time as the SQL gave them. @param limit null: all */
  async *rows(limit: number | null = null): AsyncGenerator<SourceRow> {
    const reader = new SourceRows(this.columns, new Set(asideIn(this.source)), this.now);
    for await (const row of this.database.stream(contactRowsSql(this.columns, limit))) yield reader.read(row);
  }

  /** What the source says of ids of other systems. */
  async *identities(): AsyncGenerator<Identity> {
    if (this.source.identities !== null) yield* identitiesIn(this.database);
  }

  /** From now on the rows under these external ids are those of the customers whom they mean. Call it once. */
  name(known: ReadonlyMap<string, string>): Promise<void> {
    return nameCustomers(this.database, this.columns, known);
  }

  private async nameAll(): Promise<void> {
    const known = new Map<string, string>();
    for await (const { externalId, customerId } of this.identities())
      if (externalId !== null && customerId !== null && !known.has(externalId)) known.set(externalId, customerId);
    if (known.size > 0) await this.name(known);
  }

  /** How many rows each customer has, and a digest of what they say, in no order. */
  customers(): AsyncGenerator<CustomerRows> {
    return customerRows(this.database, this.columns);
  }

  /** From now on `rows` gives none of these customers. @param named as `customers` gives them */
  leaveOut(named: readonly string[]): Promise<void> {
    return leaveOut(this.database, named);
  }

  /** The lines of the files that are no rows. */
  unreadable(): AsyncGenerator<UnreadableLine> {
    return unreadableLines(this.database, this.given);
  }

  summary(): Promise<AnswerSummary> {
    return summaryOf(this.database, this.columns);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

/** @throws SourceInvalid the SQL cannot run; if it reads what is not there, with what there is */
async function check(database: Database, { sql }: Source, views: readonly string[]): Promise<void> {
  try {
    await database.check(sql);
  } catch (error) {
    if (!(error instanceof SourceInvalid) || !error.message.startsWith('Catalog Error: Table')) throw error;
    throw new SourceInvalid(`${error.message}\nThe files are the views ${views.join(', ')}.`);
  }
}

const sqlIn = ({ sql, identities }: Source): string => `${sql}\n${identities ?? ''}`;

/** Whether SQL needs what the installation makes pseudonyms with. */
export const makesPseudonyms = (sql: string): boolean => /\bpseudonym\b/i.test(sql);

/** External ids that are numbers may mean customers whose ids are none. */
async function withTextIds(database: Database, columns: readonly Column[]): Promise<Column[]> {
  const customer = columns.find(({ fact }) => fact === 'customerId');
  await database.run(`ALTER TABLE ${ANSWER} ALTER ${named(customer?.name ?? '')} TYPE VARCHAR`);
  return columns.map((column) => (column === customer ? { ...column, type: 'VARCHAR' } : column));
}

/** Its inbox as a source of its own: one view, no identities, no validation. */
function sourceOfInbox(source: Source): Source {
  if (source.inbox === null) throw new SourceInvalid(`${source.name} has no inbox.sql: it takes no requests`);
  return { ...source, sql: source.inbox.sql, identities: null, validation: null };
}

const asideIn = ({ validation }: Source): string[] =>
  validation === null ? [] : [...validation.sideFacts, ...validation.answerValues];

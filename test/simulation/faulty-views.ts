import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import { positionOf, ViewsUnavailable, type ViewsDatabase } from '#read-models';
import type { Weather } from './weather.js';

/** How often something happens between two statements: they are many. */
const LOOKED_AT = 0.1;

/** Tables that several processes use, one transaction after the other. A database of its own process keeps them. */
export class SharedTables {
  /** Up to which position of the log they are committed. */
  committed = 0;
  private lock: Promise<void> = Promise.resolve();

  constructor(readonly tables: ViewsDatabase) {}

  /** @returns frees them */
  async locked(): Promise<() => void> {
    const before = this.lock;
    let free: () => void = () => undefined;
    this.lock = new Promise((resolve) => (free = resolve));
    await before;
    return free;
  }

  /** Call it after each commit, before anybody else has the lock. */
  async noteCommitted(): Promise<void> {
    this.committed = await positionOf(this.tables);
  }
}

type SchemaOf<Db> = Db extends Kysely<infer Schema> ? Schema : never;

/** Carries out the statements of one process. */
export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>;

export type FaultyViewsOptions = {
  readonly weather: Weather;
  readonly life: AbortSignal;
  /** Whether a statement may be carried out by something else. */
  readonly execution?: (execute: Execute) => Execute;
};

/** The views on the other side of a network: a statement fails, a commit has no answer, a process is killed in between. */
export function faultyViews(shared: SharedTables, options: FaultyViewsOptions): ViewsDatabase {
  return new Kysely<SchemaOf<ViewsDatabase>>({
    dialect: {
      createDriver: () => new FaultyDriver(shared, options),
      createAdapter: () => new SqliteAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
  });
}

class FaultyDriver implements Driver {
  private readonly free = new WeakMap<DatabaseConnection, () => void>();
  private readonly execute: Execute;
  private isWriting = false;

  constructor(
    private readonly shared: SharedTables,
    private readonly options: FaultyViewsOptions,
  ) {
    const execute: Execute = (query) => shared.tables.executeQuery(query);
    this.execute = options.execution?.(execute) ?? execute;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const free = await this.shared.locked();
    const connection = new FaultyConnection((query) => this.run(query));
    this.free.set(connection, free);
    return connection;
  }

  async beginTransaction(): Promise<void> {
    await this.run(CompiledQuery.raw('begin'));
    this.isWriting = true;
  }

  async commitTransaction(): Promise<void> {
    await this.run(CompiledQuery.raw('commit'));
    this.isWriting = false;
    await this.shared.noteCommitted();
    if (this.options.weather.fails()) throw new ViewsUnavailable(new Error('simulated: the answer was lost'));
  }

  /** A server rolls back for a process that is gone, too. */
  async rollbackTransaction(): Promise<void> {
    if (this.isWriting) await this.execute(CompiledQuery.raw('rollback'));
    this.isWriting = false;
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.free.get(connection)?.();
  }

  async destroy(): Promise<void> {}

  private async run(query: CompiledQuery): Promise<QueryResult<unknown>> {
    const { weather, life } = this.options;
    if (weather.happens(LOOKED_AT)) {
      await weather.delay(life);
      if (weather.fails()) throw new ViewsUnavailable(new Error('simulated: nobody answers'));
    }
    if (life.aborted) throw new ViewsUnavailable(new Error('the process was killed'));
    return this.execute(query);
  }
}

class FaultyConnection implements DatabaseConnection {
  constructor(private readonly run: Execute) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return (await this.run(query)) as QueryResult<R>;
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('the views are not read as a stream');
  }
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { inWords } from './in-words.js';
import { temporaryFolder } from './temporary-folder.js';

/** What the engine may take. */
export type Limits = {
  /** Memory, MB; what is more goes to temporary files. */
  readonly memoryMb: number;
  readonly threads: number;
  /** Temporary files, MB. */
  readonly temporaryMb: number;
  /** How long one statement may run, milliseconds. */
  readonly statementMs: number;
};

export const LIMITS: Limits = { memoryMb: 256, threads: 2, temporaryMb: 100_000, statementMs: 15 * 60_000 };

type Cell = string | number | boolean | bigint | null;

/** The one place that knows the engine. It sees the files that it is told of, and nothing else. */
export class Database {
  private constructor(
    /** For temporary files; gone when it is closed. */
    readonly folder: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly signal: AbortSignal,
    private readonly limits: Limits,
  ) {}

  /** @param signal stops what runs */
  static async open(signal: AbortSignal, limits: Limits = LIMITS): Promise<Database> {
    const folder = await temporaryFolder('source');
    const engine = await loadEngine();
    const instance = await engine.DuckDBInstance.create(':memory:', {
      temp_directory: join(folder, 'spilled'),
      memory_limit: `${limits.memoryMb}MB`,
      max_temp_directory_size: `${limits.temporaryMb}MB`,
      threads: String(limits.threads),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    return new Database(folder, instance, await instance.connect(), signal, limits);
  }

  /** From here on only these files can be read, and no setting can be changed. */
  async lock(paths: readonly string[]): Promise<void> {
    await this.run(`SET allowed_paths = [${paths.map(literal).join()}]`);
    await this.run('SET enable_external_access = false');
    await this.run('SET lock_configuration = true');
  }

  /** @throws SourceInvalid */
  async run(sql: string): Promise<void> {
    await this.timed(() => this.connection.run(sql));
  }

  /** Checks a statement without running it, so that an error shows the line of the statement itself. @throws SourceInvalid */
  async check(sql: string): Promise<void> {
    const prepared = await this.timed(() => this.connection.prepare(sql));
    prepared.destroySync();
  }

  /** All rows of a small answer. @throws SourceInvalid */
  async rows(sql: string): Promise<Readonly<Record<string, Cell>>[]> {
    const answer = await this.timed(() => this.connection.runAndReadAll(sql));
    return answer.getRowObjectsJS() as Record<string, Cell>[];
  }

  /** The rows of an answer of any size, as they come. @throws SourceInvalid */
  async *stream(sql: string): AsyncGenerator<readonly Cell[]> {
    const answer = await this.timed(() => this.connection.stream(sql));
    for (;;) {
      const chunk = await this.timed(() => answer.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield* chunk.getRows() as Cell[][];
    }
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async timed<T>(act: () => Promise<T>): Promise<T> {
    let isLate = false;
    const interrupt = () => this.connection.interrupt();
    const timer = setTimeout(() => {
      isLate = true;
      interrupt();
    }, this.limits.statementMs);
    this.signal.addEventListener('abort', interrupt);
    try {
      this.signal.throwIfAborted();
      return await act();
    } catch (error) {
      this.signal.throwIfAborted();
      throw inWords(error, isLate ? this.limits.statementMs : null);
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener('abort', interrupt);
    }
  }
}

/** Loaded only where it is used: a process that imports this lib for its types does without the engine. */
export const loadEngine = () => import('@duckdb/node-api');

/** A text in SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The name of a column or view in SQL. */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ViewsDatabase } from '../database/database.js';
import { connectToViews } from '../database/open-postgres-views.js';
import { ViewsUnavailable } from '../database/views-unavailable.js';
import { replacePostgresViews } from './replace-postgres-views.js';

const LOCK = 0x7a9908;
const TRY_AGAIN_MS = 500;
const SUFFIX = '_rebuilt';

/** Something outside the views depends on their tables. */
const DEPENDED_ON = '2BP01';

/** A rebuild of views in Postgres, in a schema of its own. Only one process at a time has it: an advisory lock says so. */
export class PostgresRebuild {
  private constructor(
    private readonly url: string,
    private readonly session: pg.Client,
    private readonly schema: string,
  ) {}

  /** @param url of the views @returns null if another process rebuilds them @throws ViewsUnavailable */
  static async begin(url: string): Promise<PostgresRebuild | null> {
    const session = new pg.Client({ connectionString: url, application_name: 'rapport rebuild', keepAlive: true });
    session.on('error', () => undefined);
    try {
      await session.connect();
      const { rows } = await session.query<{ schema: string; taken: boolean }>(
        'select current_schema() as schema, pg_try_advisory_lock($1, hashtext(current_schema())) as taken',
        [LOCK],
      );
      const [row] = rows;
      if (row?.taken === true) return new PostgresRebuild(url, session, `${row.schema}${SUFFIX}`);
      await session.end();
      return null;
    } catch (error) {
      await session.end().catch(() => undefined);
      throw new ViewsUnavailable(error);
    }
  }

  /** The tables that are built, or that an earlier process has begun to build. */
  async open(): Promise<ViewsDatabase> {
    await this.ask(`create schema if not exists ${pg.escapeIdentifier(this.schema)}`);
    const url = new URL(this.url);
    const options = url.searchParams.get('options') ?? '';
    url.searchParams.set('options', `${options} -c search_path=${pg.escapeIdentifier(this.schema)}`.trim());
    return connectToViews(url.href, true);
  }

  /** Puts the tables in place. While others hold locks on the old ones it tries again. @throws ViewsUnavailable */
  async replace(catchUp: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const live = connectToViews(this.url, true);
    try {
      for (;;) {
        // The lock was lost with the session: another process may have begun.
        await this.ask('select 1');
        try {
          return await replacePostgresViews(live, this.schema, catchUp);
        } catch (error) {
          if (error instanceof pg.DatabaseError && error.code === DEPENDED_ON)
            throw new ViewsUnavailable(
              `${error.message} (${error.detail ?? ''}). Drop what depends on the tables, run this again, and make it anew`,
            );
          if (!(error instanceof ViewsUnavailable)) throw error;
        }
        await pause(TRY_AGAIN_MS, undefined, { signal });
      }
    } finally {
      await live.destroy();
    }
  }

  async abandon(): Promise<void> {
    await this.ask(`drop schema if exists ${pg.escapeIdentifier(this.schema)} cascade`);
  }

  private async ask(sql: string): Promise<void> {
    await this.session.query(sql).catch((error: unknown) => {
      throw new ViewsUnavailable(error);
    });
  }

  async end(): Promise<void> {
    await this.session.end().catch(() => undefined);
  }
}

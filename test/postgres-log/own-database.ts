// A database of a test file's own, and logs in it.
import pg from 'pg';
import { PostgresEventStore, type PostgresOptions } from '#event-store';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';

/** The first test of a run starts the server, which takes long on a slow machine. */
export const START_WITHIN_MS = 60_000;

export class OwnDatabase {
  private readonly opened: PostgresEventStore[] = [];
  private readonly clients: pg.Client[] = [];

  private constructor(
    private readonly server: PostgresServer,
    readonly name: string,
    readonly url: string,
  ) {}

  /** @param file the test file */
  static async make(file: string): Promise<OwnDatabase> {
    const server = await PostgresServer.shared();
    const name = databaseNamed(file);
    await server.dropDatabase(name);
    return new OwnDatabase(server, name, await server.createDatabase(name));
  }

  async open(options: PostgresOptions = {}, url = this.url): Promise<PostgresEventStore> {
    const store = await PostgresEventStore.open(url, options);
    this.opened.push(store);
    return store;
  }

  /** A session past the store. */
  async session(url = this.url): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    this.clients.push(client);
    return client;
  }

  /** Ends one of the sessions that append or read at this moment. */
  async cutOne(session: pg.Client): Promise<void> {
    await session.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and application_name like 'rapport log%' and xact_start is not null order by random() limit 1",
      [this.name],
    );
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((store) => store.close()));
    await Promise.all(this.clients.splice(0).map((client) => client.end().catch(() => undefined)));
  }

  async drop(): Promise<void> {
    await this.closeAll();
    await this.server.dropDatabase(this.name);
  }
}

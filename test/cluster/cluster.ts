import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PostgresServer } from '../kit/postgres.js';
import { Program } from './program.js';

export type ClusterOptions = {
  readonly nodes: number;
  /** Of the first node; the others take those after it. 0: any free ones. */
  readonly port: number;
  readonly token: string;
  /** Servers that are there already; what is left out is started for the life of the cluster. */
  readonly eventStoreUrl?: string;
  readonly viewsUrl?: string;
};

/** Several API nodes on this machine, with the log and the views that they share. */
export class Cluster {
  private readonly stops: (() => Promise<void> | void)[] = [];
  /** The API nodes; each says the address of its GraphQL endpoint. */
  readonly nodes: Program[] = [];
  private eventStoreUrl = '';
  private viewsUrl = '';

  private constructor(
    private readonly options: ClusterOptions,
    /** The keys are a file that all nodes open. */
    private readonly dataDir: string,
  ) {
    this.stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
  }

  /** @throws Error with what the part said that did not start; the others are stopped */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(options, mkdtempSync(join(tmpdir(), 'rapport-cluster-')));
    try {
      await cluster.open();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  private async open(): Promise<void> {
    const { eventStoreUrl, viewsUrl, nodes } = this.options;
    [this.eventStoreUrl, this.viewsUrl] = await Promise.all([
      eventStoreUrl ?? this.startLog(),
      viewsUrl ?? this.startPostgres(),
    ]);
    const started = await Promise.allSettled(Array.from({ length: nodes }, (_, node) => this.startNode(node)));
    for (const each of started) if (each.status === 'fulfilled') this.nodes.push(each.value);
    for (const each of started) if (each.status === 'rejected') throw each.reason;
  }

  /** A stand-in for the log's server, which keeps everything in memory. */
  private async startLog(): Promise<string> {
    const standIn = await Program.start(['test/kurrentdb/stand-in-main.ts'], {}, /"url":"([^"]+)"/);
    this.stops.unshift(() => standIn.stop());
    return standIn.says;
  }

  private async startPostgres(): Promise<string> {
    const postgres = await PostgresServer.start();
    this.stops.unshift(() => postgres.stop());
    return postgres.createDatabase('rapport');
  }

  /**
   * What the command line must be told to work on the same log, views and keys. Servers that were there already are left
   * out: whoever named them knows them, and their addresses may hold passwords that matter.
   */
  get settings(): Readonly<Record<string, string>> {
    const { eventStoreUrl, viewsUrl } = this.options;
    return {
      DATA_DIR: this.dataDir,
      ...(eventStoreUrl === undefined ? { EVENT_STORE_URL: this.eventStoreUrl } : {}),
      ...(viewsUrl === undefined ? { VIEWS_URL: this.viewsUrl } : {}),
    };
  }

  private startNode(node: number): Promise<Program> {
    const { port, token } = this.options;
    const settings = {
      HOST: '127.0.0.1',
      PORT: String(port === 0 ? 0 : port + node),
      ADMIN_TOKEN: token,
      DATA_DIR: this.dataDir,
      EVENT_STORE_URL: this.eventStoreUrl,
      VIEWS_URL: this.viewsUrl,
    };
    return Program.start(['apps/api/src/main.ts'], settings, /^Rapport serves GraphQL at (\S+)$/);
  }

  /** Starts a node in place of one that is gone. */
  async restart(node: number): Promise<void> {
    this.nodes[node] = await this.startNode(node);
  }

  /** Which node projects; null where none does at the moment. */
  async leader(): Promise<number | null> {
    const client = new pg.Client({ connectionString: this.viewsUrl });
    await client.connect();
    const { rows } = await client
      .query<{ pid: number }>(
        `select substring(application_name from 'rapport lease (\\d+)@')::int as pid
         from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory'`,
      )
      .finally(() => client.end());
    const node = this.nodes.findIndex(({ pid }) => pid === rows[0]?.pid);
    return node === -1 ? null : node;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    for (const stop of this.stops) await stop();
  }
}

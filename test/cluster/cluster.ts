import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PostgresServer } from '../kit/postgres.js';
import { ApiProcess } from './api-process.js';

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
  private constructor(
    readonly nodes: ApiProcess[],
    readonly viewsUrl: string,
    private readonly environment: (node: number) => Readonly<Record<string, string>>,
    private readonly parts: readonly (() => Promise<void> | void)[],
  ) {}

  static async start({ nodes, port, token, eventStoreUrl, viewsUrl }: ClusterOptions): Promise<Cluster> {
    // The keys are a file that all nodes open; so is the log, where no server holds it.
    const dataDir = mkdtempSync(join(tmpdir(), 'rapport-cluster-'));
    const parts: (() => Promise<void> | void)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
    const postgres = viewsUrl === undefined ? await PostgresServer.start() : null;
    if (postgres !== null) parts.unshift(() => postgres.stop());
    const views = viewsUrl ?? (await postgres?.createDatabase('rapport')) ?? '';
    const environment = (node: number) => ({
      HOST: '127.0.0.1',
      PORT: String(port === 0 ? 0 : port + node),
      ADMIN_TOKEN: token,
      DATA_DIR: dataDir,
      VIEWS_URL: views,
      ...(eventStoreUrl === undefined ? {} : { EVENT_STORE_URL: eventStoreUrl }),
    });
    const started = await Promise.allSettled(
      Array.from({ length: nodes }, (_, node) => ApiProcess.start(environment(node))),
    );
    const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const cluster = new Cluster(running, views, environment, parts);
    const failed = started.find((each) => each.status === 'rejected');
    if (failed === undefined) return cluster;
    await cluster.stop();
    throw failed.reason;
  }

  /** Which node projects; null where none does at the moment. */
  async leader(): Promise<number | null> {
    const client = new pg.Client({ connectionString: this.viewsUrl });
    await client.connect();
    const { rows } = await client
      .query<{ pid: number }>(
        `select substring(application_name from 'rapport turn (\\d+)@')::int as pid
         from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory'`,
      )
      .finally(() => client.end());
    const node = this.nodes.findIndex(({ pid }) => pid === rows[0]?.pid);
    return node === -1 ? null : node;
  }

  /** Starts a node in place of one that is gone. */
  async restart(node: number): Promise<void> {
    this.nodes[node] = await ApiProcess.start(this.environment(node));
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    for (const stop of this.parts) await stop();
  }
}

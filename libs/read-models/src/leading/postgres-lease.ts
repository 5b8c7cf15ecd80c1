import { hostname } from 'node:os';
import pg from 'pg';
import { pause } from '#event-store';
import type { Lease } from './lease.js';
import { CHECKPOINT_MOVED } from '../database/postgres-migrations.js';

/** After this time without a query the server ends the session of the leader, and with it the lock. */
const LEASE_MS = 3_000;
/** Interval of the queries that keep the session alive, and of the poll that replaces missed notifications. */
const RENEW_EVERY_MS = 500;
const LOCK = 0x7a9907;
/** Shows an operator the process in pg_stat_activity; names there have at most 63 bytes. */
const SESSION = `rapport lease ${process.pid}@${hostname()}`.slice(0, 63);

/**
 * The lease is an advisory lock of one database session. If the process ends, its session ends at once. If the process
 * hangs or loses the network, its session ends after LEASE_MS.
 */
export class PostgresLease implements Lease {
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<() => void>();
  private running: Promise<void> = Promise.resolve();
  private isHeld = false;
  private heardAt = -Infinity;

  /** @param url of the database; it must lead to the server itself, not to a transaction pooler */
  constructor(private readonly url: string) {}

  get isLeader(): boolean {
    return this.isHeld && performance.now() - this.heardAt < LEASE_MS;
  }

  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', wake, { once: true });
      this.waiting.add(wake);
    });
  }

  begin(): void {
    this.running = this.run();
  }

  async end(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.session().catch(() => undefined);
      await pause(RENEW_EVERY_MS, this.stopping.signal);
    }
  }

  /** Runs until the connection is lost or the lease is given up. */
  private async session(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: SESSION,
      connectionTimeoutMillis: LEASE_MS,
      query_timeout: LEASE_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query(`set idle_session_timeout = ${LEASE_MS}`);
      await client.query(`listen ${CHECKPOINT_MOVED}`);
      while (!this.stopping.signal.aborted) {
        const askedAt = performance.now();
        this.isHeld = await (this.isHeld ? isAlive(client) : takeLock(client));
        this.heardAt = askedAt;
        this.wake();
        await pause(RENEW_EVERY_MS, this.stopping.signal);
      }
    } finally {
      this.isHeld = false;
      this.wake();
      await client.end().catch(() => undefined);
    }
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }
}

const isAlive = async (client: pg.Client): Promise<boolean> => (await client.query('select 1')).rows.length === 1;

/** The schema is part of the lock, because deployments that share a database have separate schemas. */
async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1, hashtext(current_schema())) as taken',
    [LOCK],
  );
  return rows[0]?.taken ?? false;
}

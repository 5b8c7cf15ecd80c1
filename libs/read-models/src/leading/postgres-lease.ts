import { hostname } from 'node:os';
import pg from 'pg';
import { pause } from '#event-store';
import type { Lease } from './lease.js';
import { CHECKPOINT_MOVED } from '../database/postgres-migrations.js';

/** Who has the lease and says nothing for so long has lost it: the server ends the session, and with it the lock. */
const LEASE_MS = 3_000;
/** Pause between two signs of life, and between two looks where notifications are missed. */
const SIGN_EVERY_MS = 500;
const LOCK = 0x7a9907;
/** So that an operator sees in pg_stat_activity who it is; names there have 63 bytes at most. */
const SESSION = `rapport turn ${process.pid}@${hostname()}`.slice(0, 63);

/**
 * The lease is an advisory lock of one database session. The session ends with its process, at once, and where its
 * process stands still or its network is cut, after the lease.
 */
export class PostgresLease implements Lease {
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<() => void>();
  private running: Promise<void> = Promise.resolve();
  private isHeld = false;
  private heardAt = -Infinity;

  /** @param url of the database; the session must be with the server itself, not with a pooler of transactions */
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
      await pause(SIGN_EVERY_MS, this.stopping.signal);
    }
  }

  /** Until the connection is lost, or it is time to stop. */
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
        await pause(SIGN_EVERY_MS, this.stopping.signal);
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

/** Deployments that share a database have schemas of their own. */
async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1, hashtext(current_schema())) as taken',
    [LOCK],
  );
  return rows[0]?.taken ?? false;
}

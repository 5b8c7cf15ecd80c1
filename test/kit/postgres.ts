import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const START_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 20;
const here = import.meta.dirname;

type Address = { readonly port: number; readonly databaseDir: string; readonly keeper: number };

/** A real Postgres of this machine, on a free port of the loopback. It ends with the process it is kept for. */
export class PostgresServer {
  private constructor(private readonly address: Address) {}

  /** One for the caller alone, who may stop and pause it. */
  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-keeper-'));
    return new PostgresServer(await keep(process.pid, folder));
  }

  /** The one that all tests of this run share, started by the first to ask. */
  static async shared(): Promise<PostgresServer> {
    // Workers are told what to do by the process that runs the tests; without workers it is this one.
    const run = process.send === undefined ? process.pid : process.ppid;
    const folder = join(tmpdir(), `rapport-keeper-of-${run}`);
    const isFirst = mkdirSync(folder, { recursive: true }) !== undefined;
    return new PostgresServer(isFirst ? await keep(run, folder) : await addressIn(folder));
  }

  /** @param database it need not exist yet */
  url(database: string): string {
    return `postgres://rapport:rapport@127.0.0.1:${this.address.port}/${database}`;
  }

  /** Makes an empty database. @returns where it is */
  async createDatabase(name: string): Promise<string> {
    await this.admin((client) => client.query(`create database ${client.escapeIdentifier(name)}`));
    return this.url(name);
  }

  /** Drops all that is in its schema `public`. */
  async emptyDatabase(name: string): Promise<void> {
    await this.inDatabase(name, (client) => client.query('drop schema public cascade; create schema public'));
  }

  async dropDatabase(name: string): Promise<void> {
    await this.admin((client) => client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`));
  }

  /** Ends it at once: what was not on its disk is lost. `start` it again before anything else. */
  async crash(): Promise<void> {
    const pid = this.postmaster();
    process.kill(pid, 'SIGQUIT');
    while (isThere(pid)) await delay(LOOK_EVERY_MS);
  }

  /** After a crash. Resolves once it takes connections. */
  async startAgain(): Promise<void> {
    process.kill(this.address.keeper, 'SIGUSR2');
    const isServing = () =>
      this.admin(async () => undefined).then(
        () => true,
        () => false,
      );
    while (!(await isServing())) await delay(LOOK_EVERY_MS);
  }

  /** All its processes stand still, their connections open, until `resume`. */
  pause(): void {
    for (const pid of this.processes()) process.kill(pid, 'SIGSTOP');
  }

  resume(): void {
    for (const pid of this.processes()) process.kill(pid, 'SIGCONT');
  }

  /** Ends every connection there is. */
  async cut(): Promise<void> {
    await this.admin((client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
      ),
    );
  }

  private postmaster(): number {
    return Number(readFileSync(join(this.address.databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** The one that all others are children of comes last, so that it starts none meanwhile. */
  private processes(): number[] {
    const postmaster = this.postmaster();
    const children = execFileSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' });
    return [...children.trim().split('\n').map(Number), postmaster];
  }

  async stop(): Promise<void> {
    process.kill(this.address.keeper, 'SIGTERM');
    while (isThere(this.address.keeper)) await delay(LOOK_EVERY_MS);
  }

  private admin(act: (client: pg.Client) => Promise<unknown>): Promise<void> {
    return this.inDatabase('postgres', act);
  }

  private async inDatabase(name: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const client = new pg.Client({ connectionString: this.url(name) });
    await client.connect();
    await act(client).finally(() => client.end());
  }
}

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Starts a keeper. @param keptFor the process with which it ends @param folder where it says where the server is */
async function keep(keptFor: number, folder: string): Promise<Address> {
  const program = [`${here}/postgres-keeper.ts`, String(keptFor), join(folder, 'address')];
  const keeper = spawn(
    process.execPath,
    ['--conditions=source', '--import', `${here}/run-typescript.mjs`, ...program],
    { detached: true, stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  keeper.unref();
  return addressIn(folder);
}

async function addressIn(folder: string): Promise<Address> {
  const [address, failed] = [join(folder, 'address'), join(folder, 'address.failed')];
  for (const before = Date.now() + START_WITHIN_MS; !existsSync(address);) {
    if (existsSync(failed)) throw new Error(`no Postgres for the tests: ${readFileSync(failed, 'utf8')}`);
    if (Date.now() > before) throw new Error('no Postgres for the tests: it does not start');
    await delay(LOOK_EVERY_MS);
  }
  return JSON.parse(readFileSync(address, 'utf8')) as Address;
}

/** A name that a database can have, always the same for the same text. */
export const databaseNamed = (text: string): string =>
  `t_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;

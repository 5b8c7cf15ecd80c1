// What the push bench compares: servers that tell their sockets of changes, each a process of its own with listeners of another.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Usage = { readonly cpuSeconds: number; readonly rss: number };
/** When a change came to each listener, by its cursor. */
export type Heard = ReadonlyMap<string, readonly number[]>;
export type Kind = 'bare' | 'graphql-ws' | 'Rapport';

const TOKEN = 'a-token-for-the-bench-alone-0123456789';
/** Many, since trust changes less with each check-in of the same customer, and at last not at all. */
const CUSTOMERS = 100;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

export class Subject {
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'push-bench-'));
  private readonly server: ChildProcess;
  private listeners: ChildProcess | null = null;
  private told = 0;

  constructor(
    readonly kind: Kind,
    private readonly port: number,
  ) {
    const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
    const [main, words] =
      kind === 'Rapport' ? [here('../../apps/api/src/main.js'), []] : [here('push-peer.js'), [kind, `${port}`]];
    const settings = {
      ...{ DATA_DIR: this.dataDir, PORT: `${port}`, ADMIN_TOKEN: TOKEN },
      ...{ MAX_CONNECTIONS: '20000', MAX_CONNECTIONS_PER_ADDRESS: '20000' },
    };
    this.server = spawn(process.execPath, [main, ...words], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  async started(): Promise<void> {
    while ((await this.usage().catch(() => null)) === null) {
      if (this.server.exitCode !== null) throw new Error(`the server of ${this.kind} does not start`);
      await pause(100);
    }
    if (this.kind === 'Rapport')
      for (let n = 0; n < CUSTOMERS; n += 1)
        await this.record(`openRelationship(input: { customerId: "customer-${n}" })`);
  }

  async listen(count: number): Promise<void> {
    const file = fileURLToPath(new URL('push-listeners.js', import.meta.url));
    this.listeners = fork(file, [`${this.port}`, `${count}`, TOKEN], { execArgv: [] });
    const [said] = (await Promise.race([once(this.listeners, 'message'), once(this.listeners, 'exit')])) as unknown[];
    if (said !== 'listening') throw new Error(`the listeners of ${this.kind} ended`);
  }

  /** @returns the cursor of the change */
  async tell(): Promise<string> {
    this.told += 1;
    if (this.kind !== 'Rapport') return (await asked(`http://127.0.0.1:${this.port}/tell`)).text();
    return this.record(`recordCheckIn(input: { customerId: "customer-${this.told % CUSTOMERS}" })`);
  }

  async usage(): Promise<Usage> {
    if (this.kind !== 'Rapport') return (await (await asked(`http://127.0.0.1:${this.port}`)).json()) as Usage;
    const text = await (await asked(`http://127.0.0.1:${this.port}/metrics`, { headers })).text();
    const of = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(text)?.[1]);
    return { cpuSeconds: of('process_cpu_seconds_total'), rss: of('process_resident_memory_bytes') };
  }

  async deliveries(): Promise<number> {
    return (await this.asked('deliveries')) as number;
  }

  /** What was heard since it was asked last. */
  async heard(): Promise<Heard> {
    return new Map((await this.asked('heard')) as [string, number[]][]);
  }

  async end(): Promise<void> {
    for (const child of [this.listeners, this.server]) {
      if (child === null || child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async asked(what: string): Promise<unknown> {
    this.listeners?.send(what);
    if (this.listeners === null) throw new Error('nobody listens');
    return ((await once(this.listeners, 'message')) as [unknown])[0];
  }

  private async record(mutation: string): Promise<string> {
    const query = `mutation { ${mutation} { position userErrors { code } } }`;
    const body = JSON.stringify({ query });
    const response = await asked(`http://127.0.0.1:${this.port}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    const position = /"position":"(\d+)"/.exec(text)?.[1];
    if (position === undefined) throw new Error(text);
    return position;
  }
}

/** Once more where the server has just closed a connection that nobody used. */
const asked = (url: string, options: RequestInit = {}): Promise<Response> =>
  fetch(url, options).catch(() => fetch(url, options));

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');
const FROM_TYPESCRIPT = ['--conditions=source', '--import', join(ROOT, 'test/contract/run-typescript.ts')];
const SERVES = /^Rapport serves GraphQL at (\S+)$/;

/** The API in a process of its own, as an operator starts it. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Of its GraphQL endpoint. */
    readonly url: string,
  ) {}

  /** @param environment the settings; nothing else is passed on @throws what it said where it does not start */
  static async start(environment: Readonly<Record<string, string>>): Promise<ApiProcess> {
    const { PATH, TMPDIR, TZ } = process.env;
    const child = spawn(process.execPath, [...FROM_TYPESCRIPT, join(ROOT, 'apps/api/src/main.ts')], {
      env: { PATH, TMPDIR, TZ, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
    for await (const line of createInterface(child.stdout)) {
      const url = SERVES.exec(line)?.[1];
      if (url !== undefined) return new ApiProcess(child, url);
      said.push(line);
    }
    throw new Error(`the API did not start: ${said.join('\n')}`);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Stands still, its connections open, until `resume`. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** At once, as in a crash. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Lets what is being done finish. */
  async stop(): Promise<void> {
    this.resume();
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    if (!this.isRunning) return;
    this.child.kill(signal);
    await gone;
  }
}

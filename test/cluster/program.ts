import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');
const FROM_TYPESCRIPT = ['--conditions=source', '--import', join(ROOT, 'test/kit/run-typescript.mjs')];

/** A program of this repository in a process of its own. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    /** What it said, once it served. */
    readonly says: string,
  ) {}

  /**
   * @param words the program's file, from the root of the repository, and its arguments
   * @param environment nothing else is passed on
   * @param serves what it says on stdout once it serves; the first group is kept
   * @throws Error with what it said where it ends before that
   */
  static async start(
    words: readonly [file: string, ...others: string[]],
    environment: Readonly<Record<string, string>>,
    serves: RegExp,
  ): Promise<Program> {
    const [file, ...others] = words;
    const { PATH, TMPDIR, TZ } = process.env;
    const child = spawn(process.execPath, [...FROM_TYPESCRIPT, join(ROOT, file), ...others], {
      env: { PATH, TMPDIR, TZ, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
    for await (const line of createInterface(child.stdout)) {
      const says = serves.exec(line)?.[1];
      if (says !== undefined) return new Program(child, says);
      said.push(line);
    }
    throw new Error(`${file} did not start: ${said.join('\n')}`);
  }

  get pid(): number | undefined {
    return this.child.pid;
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
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    await gone;
  }
}

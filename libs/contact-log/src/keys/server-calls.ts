// Calls to a server that answer at once: the caller waits for a worker thread, which talks to the server.
import { extname } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { StorageFull, StoreUnavailable } from '#event-store';
import { FLAGS, type Answer, type Call, type ServerWork, type Statement } from './server-call.js';

/** The worker gives up earlier, so that its error comes first where there is one. */
const MOST_WAIT_MS = 6_000;
const LONGEST_WAIT_MS = 1_210_000;
/** After a failure no call is tried for so long: each would hold up everything else while it waits. */
const REST_MS = 1_000;
const DISK_FULL = '53100';

export type Row = Readonly<Record<string, unknown>>;

export class ServerCalls {
  private calls = 0;
  private restUntil = 0;
  private failure = '';

  private constructor(
    private readonly port: MessagePort,
    private readonly flags: Int32Array,
    private readonly shown: string,
  ) {}

  /** @param shown where the server is, for errors @throws StoreUnavailable it cannot be reached, or refuses */
  static async open(url: string, shown: string, isReadOnly: boolean): Promise<ServerCalls> {
    const { port1, port2 } = new MessageChannel();
    const flags = new Int32Array(new SharedArrayBuffer(Object.keys(FLAGS).length * Int32Array.BYTES_PER_ELEMENT));
    const workerData: ServerWork = { url, flags, port: port2, isReadOnly };
    const worker = new Worker(new URL(`./server-worker${extname(import.meta.url)}`, import.meta.url), {
      workerData,
      transferList: [port2],
    });
    const calls = new ServerCalls(port1, flags, shown);
    try {
      const opened = await new Promise<Answer>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
      });
      if ('code' in opened)
        throw opened.isLost ? calls.unreachable(opened.message) : calls.failed(opened.code, opened.message);
    } catch (error) {
      void worker.terminate();
      throw error;
    }
    worker.on('error', (error: Error) => calls.end(error.message));
    worker.unref();
    return calls;
  }

  /** Rises when another process may have changed a key. */
  get version(): number {
    return Atomics.load(this.flags, FLAGS.version);
  }

  /** Runs the statements in one transaction. @returns the rows of the last @throws StorageFull, StoreUnavailable */
  run(...statements: readonly Statement[]): readonly Row[] {
    return this.answerTo(statements, false);
  }

  /** The same for what may take minutes. */
  runLong(...statements: readonly Statement[]): readonly Row[] {
    return this.answerTo(statements, true);
  }

  private answerTo(statements: readonly Statement[], isLong: boolean): readonly Row[] {
    if (performance.now() < this.restUntil) throw this.unreachable(this.failure);
    const call = (this.calls += 1);
    this.port.postMessage({ call, statements, isLong } satisfies Call);
    const answer = this.awaited(call, isLong ? LONGEST_WAIT_MS : MOST_WAIT_MS);
    if (answer === null) return this.rest('it did not answer in time');
    if (!('code' in answer)) return answer.rows;
    if (answer.isLost) return this.rest(answer.message);
    throw this.failed(answer.code, answer.message);
  }

  private rest(why: string): never {
    this.restUntil = performance.now() + REST_MS;
    this.failure = why;
    throw this.unreachable(why);
  }

  /** The worker has ended, and nothing answers any more. */
  private end(why: string): void {
    this.restUntil = Infinity;
    this.failure = why;
  }

  private awaited(call: number, withinMs: number): Answer | null {
    const until = performance.now() + withinMs;
    for (;;) {
      const answered = Atomics.load(this.flags, FLAGS.answered);
      const received: { readonly message: Answer } | undefined = receiveMessageOnPort(this.port);
      // What an earlier call was no longer waited for is passed over.
      if (received?.message.call === call) return received.message;
      if (received !== undefined) continue;
      const left = until - performance.now();
      if (left <= 0) return null;
      Atomics.wait(this.flags, FLAGS.answered, answered, left);
    }
  }

  private unreachable(why: string): StoreUnavailable {
    return new StoreUnavailable(`the keys in ${this.shown} cannot be reached: ${why}`);
  }

  private failed(code: string, message: string): StorageFull | StoreUnavailable {
    if (code === DISK_FULL) return new StorageFull('no room is left on the disk of Postgres for the keys');
    return new StoreUnavailable(`the keys in ${this.shown}: Postgres says ${code}: ${message}`);
  }

  close(): void {
    this.end('they were closed');
    this.port.postMessage({ call: 0, statements: [], isLong: false } satisfies Call);
  }
}

import type { Worker } from 'node:worker_threads';
import type { Answered, Asked, Reply } from './messages.js';
import { startStressWorker } from './start-worker.js';

type Waiting = {
  readonly answer: Promise<unknown>;
  readonly resolve: (answered: never) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: (done: number) => void;
};

/** The main thread's side of a worker: sends requests and matches the answers to them. */
export class WorkerThread {
  private readonly worker: Worker = startStressWorker();
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  /** Why the worker has ended; null while it runs. */
  private cause: Error | null = null;

  /** @param ended is called once the worker has ended and its share is lost */
  constructor(ended: () => void) {
    this.worker.on('message', (reply: Reply) => this.take(reply));
    this.worker.once('error', (error: Error) => {
      this.cause = error;
    });
    this.worker.once('exit', () => {
      this.cause ??= new Error('the worker of the stress test has ended');
      for (const { reject } of this.waiting.values()) reject(this.cause);
      this.waiting.clear();
      ended();
    });
  }

  /** @param progress for a run: is called with the number of relationships processed */
  ask<K extends keyof Asked>(what: K, asked: Asked[K], progress: Waiting['progress'] = () => {}): Promise<Answered[K]> {
    if (this.cause !== null) return Promise.reject(this.cause);
    const id = (this.asked += 1);
    const { promise: answer, resolve, reject } = Promise.withResolvers<Answered[K]>();
    this.waiting.set(id, { answer, resolve, reject, progress });
    this.worker.postMessage({ id, what, asked });
    return answer;
  }

  get hasEnded(): boolean {
    return this.cause !== null;
  }

  /** Ends the worker once all its requests are answered; it takes no others. */
  async retire(): Promise<void> {
    this.cause ??= new Error('the worker of the stress test was let go');
    while (this.waiting.size > 0) await Promise.allSettled([...this.waiting.values()].map(({ answer }) => answer));
    await this.end();
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private take(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    if (waiting === undefined) return;
    if ('done' in reply) return waiting.progress(reply.done);
    this.waiting.delete(reply.id);
    if ('failed' in reply) waiting.reject(reply.failed);
    else waiting.resolve(reply.answered as never);
  }
}

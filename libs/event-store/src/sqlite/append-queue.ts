// Collects the appends of one iteration of the event loop, so that they share one commit.
import { sizeOfGroup } from '../port/append-group.js';
import type { EncodedAppend } from '../port/encoded-append.js';
import type { Appended } from '../port/event-store.js';
import { isBusy, RETRY_MS, toStoreError } from './failures.js';
import type { GroupCommit, Outcome } from './group-commit.js';

type Waiting = {
  readonly append: EncodedAppend;
  readonly resolve: (answer: Appended) => void;
  readonly reject: (reason: unknown) => void;
};

export class AppendQueue {
  private waiting: Waiting[] = [];
  private flushing = false;
  private whenDrained: (() => void)[] = [];

  /** @param patienceMs how long to wait for a lock of another process */
  constructor(
    private readonly commit: Pick<GroupCommit, 'run'>,
    private readonly patienceMs: number,
    private readonly committed: (answers: readonly Outcome[]) => void,
  ) {}

  /** Resolves once the append is on disk; rejects as EventStore.append says. */
  add(append: EncodedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, resolve, reject });
      if (!this.flushing) this.flushSoon();
    });
  }

  /** Resolves when every append that was added has its answer. */
  drained(): Promise<void> {
    if (!this.flushing) return Promise.resolve();
    return new Promise((resolve) => this.whenDrained.push(resolve));
  }

  private flushSoon(): void {
    this.flushing = true;
    setImmediate(() => this.flush(this.takeGroup(), performance.now() + this.patienceMs));
  }

  private flush(group: readonly Waiting[], patientUntil: number): void {
    try {
      this.settle(group, this.commit.run(group.map(({ append }) => append)));
    } catch (error) {
      if (isBusy(error) && performance.now() < patientUntil) {
        setTimeout(() => this.flush(group, patientUntil), RETRY_MS);
        return;
      }
      const reason = toStoreError(error);
      for (const { reject } of group) reject(reason);
    }
    if (this.waiting.length > 0) this.flushSoon();
    else this.rest();
  }

  private settle(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
    group.forEach(({ resolve, reject }, i) => {
      const outcome = outcomes[i];
      if (outcome && !(outcome instanceof Error)) resolve(outcome);
      else reject(outcome);
    });
    this.committed(outcomes);
  }

  private rest(): void {
    this.flushing = false;
    for (const resolve of this.whenDrained.splice(0)) resolve();
  }

  private takeGroup(): Waiting[] {
    return this.waiting.splice(0, sizeOfGroup(this.waiting));
  }
}

// Collects the appends that come while a commit is under way, so that they share the next one.
import { sizeOfGroup } from '../port/append-group.js';
import type { EncodedAppend } from '../port/encoded-append.js';
import type { Appended } from '../port/event-store.js';
import type { GroupCommit } from './group-commit.js';
import type { Outcome } from './group-state.js';

type Waiting = {
  readonly append: EncodedAppend;
  readonly until: number;
  readonly resolve: (answer: Appended) => void;
  readonly reject: (reason: unknown) => void;
};

export class AppendQueue {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | null = null;

  /** @param patienceMs how long an append may wait and be tried */
  constructor(
    private readonly commit: Pick<GroupCommit, 'run'>,
    private readonly patienceMs: number,
    private readonly committed: (outcomes: readonly Outcome[]) => void,
  ) {}

  /** Resolves once the append is on disk; rejects as EventStore.append says. */
  add(append: EncodedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, until: performance.now() + this.patienceMs, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when every append that was added has its answer. */
  async drained(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // What is asked for in the same round of the loop goes into the same commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.flush(this.waiting.splice(0, sizeOfGroup(this.waiting)));
    this.running = null;
  }

  private async flush(group: readonly Waiting[]): Promise<void> {
    try {
      const [{ until } = { until: 0 }] = group;
      const outcomes = await this.commit.run(
        group.map(({ append }) => append),
        until,
      );
      this.committed(outcomes);
      group.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i];
        if (outcome && !(outcome instanceof Error)) resolve(outcome);
        else reject(outcome);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}

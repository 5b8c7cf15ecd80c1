import { byPointsLost, mergeStress, type StressLine, type StressSummary } from '#trust';
import type { Vantage } from '../snapshots/vantage.js';
import { cursorOf, pageOf, readCursor, type Page } from '../lists/page.js';
import type { Workers } from './relationships-in-workers.js';
import type { Stressed, StressQuestion } from './messages.js';

export type StressedQuery = { readonly which: Stressed; readonly first: number; readonly after?: string | null };

/** A stress test, running or finished. Its lines stay in the workers until a caller asks for them. */
export class StressRun {
  /** Settles when the run has finished or failed. */
  readonly ended: Promise<unknown>;
  private readonly done: number[];
  private summed: StressSummary | null = null;
  private hasFailed = false;

  constructor(
    readonly id: string,
    private readonly workers: Workers,
    readonly question: StressQuestion,
    /** The vantage of the snapshot; null for the live views. */
    readonly vantage: Vantage | null,
  ) {
    this.done = workers.threads.map(() => 0);
    const parts = workers.threads.map((thread, index) =>
      thread.ask('run', { runId: id, question }, (done) => (this.done[index] = done)),
    );
    this.ended = Promise.all(parts).then((summaries) => (this.summed = mergeStress(summaries)));
    this.ended.catch(() => (this.hasFailed = true));
  }

  /** Log position up to which the tested relationships are complete. */
  get position(): bigint {
    return BigInt(this.workers.position);
  }

  /** Whether it tested just the relationships of these customers. @param customers null: all */
  isWithin(customers: readonly string[] | null): boolean {
    return JSON.stringify(customers) === JSON.stringify(this.question.customers);
  }

  get isUnderWay(): boolean {
    return this.summed === null && !this.hasFailed;
  }

  /** Null while it is running, or if it failed. */
  get summary(): StressSummary | null {
    return this.summed;
  }

  /** Whether a worker that held a part of the result has ended. */
  get isLost(): boolean {
    return this.workers.threads.some(({ hasEnded }) => hasEnded);
  }

  /** Relationships processed and in total, including those that the filter leaves out, without those that the caller does not see. */
  get progress(): { readonly done: number; readonly total: number } {
    const size = this.question.customers?.length ?? this.workers.size;
    return { done: this.summed === null ? this.done.reduce((sum, done) => sum + done, 0) : size, total: size };
  }

  /** Whether this run asked the same question of the same relationships, at most `withinMs` earlier. */
  isOf(workers: Workers, { asOf, ...question }: StressQuestion, withinMs: number): boolean {
    const { asOf: begun, ...own } = this.question;
    const isRecent = begun <= asOf && asOf - begun < withinMs;
    const isSameState = workers.threads === this.workers.threads && workers.position === this.workers.position;
    return (
      !this.hasFailed && !this.isLost && isRecent && isSameState && JSON.stringify(question) === JSON.stringify(own)
    );
  }

  /** In the order of points lost, most first; empty while it is running. @throws CursorInvalid if the cursor is of another run */
  async lines({ which, first, after }: StressedQuery): Promise<Page<StressLine>> {
    const list = `stressTest:${this.id}:${which}`;
    const place = after == null ? null : placeOf(readCursor(list, after, 2));
    const query = { which, first: first + 1, after: place };
    const parts = await Promise.all(
      this.workers.threads.map((thread) => thread.ask('lines', { runId: this.id, query })),
    );
    const lines = parts
      .flat()
      .sort(byPointsLost)
      .slice(0, first + 1);
    return pageOf(lines, first, ({ lost, customerId }) => cursorOf(list, lost, customerId));
  }

  /** Lets the workers delete the result. */
  forget(): void {
    for (const thread of this.workers.threads) thread.ask('forget', { runId: this.id }).catch(() => {});
  }
}

const placeOf = ([lost, customerId]: readonly (string | number | null)[]) => ({
  lost: Number(lost),
  customerId: String(customerId),
});

import { setImmediate } from 'node:timers';

/** How long heavy work may hold the loop before others are served, milliseconds. */
const SLICE_MS = 5;

/**
 * Turns of heavy work on the one loop that also serves everything else. In each round of the loop such work has one slice, all of
 * it together; what does not fit waits, and those for whom it is done take turns, however much of it each of them has. So the loop reads sockets and answers cheap requests
 * between two slices, however much heavy work there is.
 */
export class Turns {
  /** When the slice of this round of the loop is over; null before it began. */
  private endsAt: number | null = null;
  /** By whom it is done for; whose turn comes next is first. */
  private readonly waiting = new Map<object, (() => void)[]>();
  private isServing = false;

  /** @param now milliseconds, replaced in tests */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether work that began in this slice must wait for another. */
  get isOver(): boolean {
    return this.endsAt === null || this.now() >= this.endsAt;
  }

  /** Resolves when heavy work may go on, up to where it asks again. @param whose the request or socket it is done for */
  take(whose: object): Promise<void> {
    const own = this.waiting.get(whose) ?? [];
    this.waiting.set(whose, own);
    const taken = new Promise<void>((go) => own.push(go));
    if (!this.isServing) void this.serve();
    return taken;
  }

  private async serve(): Promise<void> {
    this.isServing = true;
    await afterMicrotasks();
    while (this.waiting.size > 0) {
      if (this.isOver) await this.nextSlice();
      this.next()?.();
      // What `go` made possible has then run, up to where it waits again, and the clock tells how long it took.
      await afterMicrotasks();
    }
    this.isServing = false;
  }

  private next(): (() => void) | undefined {
    for (const [whose, own] of this.waiting) {
      const go = own.shift();
      this.waiting.delete(whose);
      if (own.length > 0) this.waiting.set(whose, own);
      return go;
    }
    return undefined;
  }

  private async nextSlice(): Promise<void> {
    if (this.endsAt !== null) await nextRound();
    this.endsAt = this.now() + SLICE_MS;
    setImmediate(() => (this.endsAt = null));
  }
}

/** Called from a microtask, it resolves after all others. */
const afterMicrotasks = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

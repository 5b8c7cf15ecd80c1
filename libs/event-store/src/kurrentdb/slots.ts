// Bounds how many calls are under way at once: a server gives a connection 100, and all we do shares one.

type Waiter = { readonly go: (taken: boolean) => void };

export class Slots {
  private readonly waiting = new Set<Waiter>();

  constructor(private free: number) {}

  /** Resolves when a slot is taken; false where none came free in time. Whoever took one gives it back. */
  take(patienceMs: number): Promise<boolean> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const waiter: Waiter = {
        go: (taken) => {
          clearTimeout(timer);
          this.waiting.delete(waiter);
          resolve(taken);
        },
      };
      const timer = setTimeout(() => waiter.go(false), patienceMs);
      this.waiting.add(waiter);
    });
  }

  giveBack(): void {
    const [next] = this.waiting;
    if (next) next.go(true);
    else this.free += 1;
  }
}

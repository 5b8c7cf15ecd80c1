// Limits the number of concurrent calls: a server allows 100 for a connection, and we use one connection for everything.

type Waiter = { readonly go: (taken: boolean) => void };

export class Slots {
  private readonly waiting = new Set<Waiter>();

  constructor(private free: number) {}

  /** Resolves to true when a slot is taken, to false if none became free in time. The caller must give it back. */
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

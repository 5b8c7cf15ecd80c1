type Waiter = { readonly position: number; readonly tell: (isReached: boolean) => void };

/** Callers that wait for a log position. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  /** Waits for the position. @returns whether it was reached within the time */
  async reaching(position: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const tell = (isReached: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(isReached);
      };
      const waiter = { position, tell };
      const timer = setTimeout(() => tell(false), timeoutMs);
      this.waiting.add(waiter);
    });
  }

  /** Wakes all who wait for a position up to this one. */
  reached(position: number): void {
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.tell(true);
  }

  /** Ends all waits with false, because it may take long. */
  giveUp(): void {
    for (const waiter of this.waiting) waiter.tell(false);
  }
}

type Waiter = { readonly position: number; readonly tell: (isReached: boolean) => void };

/** Who waits for a place in the log. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  /** Whether the position is reached within the time. */
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

  /** Everything up to here is there. */
  reached(position: number): void {
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.tell(true);
  }

  /** It may take long: nobody need wait any more. */
  giveUp(): void {
    for (const waiter of this.waiting) waiter.tell(false);
  }
}

import { seeded } from '../contract/history-writer.js';

/** Chance that is the same for the same seed. */
export class Chance {
  readonly next: () => number;

  constructor(readonly seed: number) {
    this.next = seeded(seed);
  }

  /** Whether something happens that happens with this probability. */
  is(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from 0, below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  oneOf<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}

/**
 * Runs something while the clocks and the chance of the machine are those of a simulation, so that nothing in it depends on how
 * fast the machine is.
 */
export async function withoutMachine<T>(now: () => number, chance: Chance, act: () => Promise<T>): Promise<T> {
  const [dateNow, random] = [Date.now, Math.random];
  Date.now = now;
  Math.random = chance.next;
  performance.now = () => 0;
  try {
    return await act();
  } finally {
    [Date.now, Math.random] = [dateNow, random];
    // It is then that of the prototype again.
    delete (performance as { now?: unknown }).now;
  }
}

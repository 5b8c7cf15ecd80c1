import { HOUR_MS } from '#relationship';
import type { Chance } from './chance.js';
import type { VirtualTime } from './virtual-time.js';

const OFTEN_DELAYED = 0.4;
const DELAY_MS = 40;
const SELDOM_DELAYED = 0.02;
const LONG_DELAY_MS = 14 * HOUR_MS;
const FAILS = 0.02;
const DOUBLED = 0.1;
const SPLIT = 0.3;

/** Everything that goes wrong between a process and its stores, until it clears up. */
export class Weather {
  isBad = true;

  constructor(
    private readonly time: VirtualTime,
    private readonly chance: Chance,
  ) {}

  async delay(life: AbortSignal): Promise<void> {
    const { chance } = this;
    if (!this.isBad) return;
    if (chance.is(SELDOM_DELAYED)) await this.time.pause(chance.below(LONG_DELAY_MS), life);
    else if (chance.is(OFTEN_DELAYED)) await this.time.pause(chance.below(DELAY_MS), life);
  }

  /** @returns what happens, if anything unusual does */
  fate<T extends string>(fates: readonly (readonly [fate: T, probability: number])[]): T | null {
    if (!this.isBad) return null;
    let drawn = this.chance.next();
    for (const [fate, probability] of fates) if ((drawn -= probability) < 0) return fate;
    return null;
  }

  /** Something that arrives only then, whatever became of its sender. */
  later(withinMs: number, act: () => void): void {
    void this.time.pause(this.chance.below(withinMs)).then(act);
  }

  happens(probability: number): boolean {
    return this.isBad && this.chance.is(probability);
  }

  fails(): boolean {
    return this.isBad && this.chance.is(FAILS);
  }

  isDoubled(): boolean {
    return this.isBad && this.chance.is(DOUBLED);
  }

  split<T>(all: readonly T[]): { readonly first: readonly T[]; readonly rest: readonly T[] } {
    const at =
      this.isBad && all.length > 1 && this.chance.is(SPLIT) ? 1 + this.chance.below(all.length - 1) : all.length;
    return { first: all.slice(0, at), rest: all.slice(at) };
  }
}

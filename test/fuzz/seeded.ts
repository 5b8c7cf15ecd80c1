import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers that look random and are the same for the same seed, so that what fails can be had again. */
export class Seeded {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** A whole number from 0 up to `below`, without it. */
  below(below: number): number {
    return uniformInt(this.generator, 0, below - 1);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Whether it comes true that happens once in so many times. */
  oneIn(many: number): boolean {
    return this.below(many) === 0;
  }
}

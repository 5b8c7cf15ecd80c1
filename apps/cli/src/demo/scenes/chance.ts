import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator';

/** Items to draw from, each with its weight; the weights may have any sum. */
export type Weighted<T> = readonly (readonly [what: T, weight: number])[];

const FINE = 1_000_000;

/** Random draws from a seed; the same seed gives the same draws on every machine. */
export class Chance {
  private constructor(private readonly generator: JumpableRandomGenerator) {}

  /**
   * Independent sources from one seed. Draws for one customer do not affect the next, so the first fifty customers are the
   * same whether fifty or a hundred are made.
   */
  static *sources(seed: number): Generator<Chance, never> {
    const generator = xoroshiro128plus(seed);
    for (;;) {
      yield new Chance(generator.clone());
      generator.jump();
    }
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return uniformInt(this.generator, min, max);
  }

  between(min: number, max: number): number {
    return min + ((max - min) * this.whole(0, FINE)) / FINE;
  }

  /** @param probability 0 to 1 */
  happens(probability: number): boolean {
    return this.whole(0, FINE - 1) < probability * FINE;
  }

  /** @throws RangeError there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('nothing to pick from');
    return from[this.whole(0, from.length - 1)] as T;
  }

  /** @throws RangeError there is nothing to draw */
  draw<T>(from: Weighted<T>): T {
    let left = this.between(
      0,
      from.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [what, weight] of from) {
      left -= weight;
      if (left <= 0) return what;
    }
    throw new RangeError('nothing to draw');
  }

  shuffled<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let last = out.length - 1; last > 0; last -= 1) {
      const other = this.whole(0, last);
      [out[last], out[other]] = [out[other] as T, out[last] as T];
    }
    return out;
  }
}

/** Deals from a shuffled deck and shuffles again when it is empty, so that a text does not come twice soon. */
export class Deck<T> {
  private left: T[] = [];

  constructor(
    private readonly cards: readonly T[],
    private readonly chance: Chance,
  ) {}

  deal(): T {
    if (this.left.length === 0) this.left = this.chance.shuffled(this.cards);
    return this.left.pop() as T;
  }
}

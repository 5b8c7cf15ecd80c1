import { samplingPlace } from './sampling-place.js';

/** Shares are kept in steps of 1 / 4096, so fine that a small data set rarely loses two customers in one step. */
const STEPS = 4096;

type Kept<T> = { readonly value: T; readonly size: number };

/**
 * A random sample of customers that fits into a limit, however many there are. While the sum of sizes is above the limit,
 * the customers with the highest places are removed. A customer is kept or removed as a whole, since predictions about one
 * customer are not independent. The same customers are kept in whatever order they come.
 */
export class CustomerSample<T> {
  private readonly kept = new Map<string, Kept<T>>();
  /** Who is kept, by the step of their place. */
  private readonly bySteps = new Map<number, string[]>();
  private count = 0;
  private steps = STEPS;

  /** @param most the largest sum of sizes. A single customer is kept, however large */
  constructor(private readonly most: number) {}

  /** The share of all customers that is in the sample, above 0 to 1. */
  get share(): number {
    return this.steps / STEPS;
  }

  /** Whether the customer can be in the sample. If not, there is no need to read its history. */
  takes(customerId: string): boolean {
    return stepOf(customerId) < this.steps;
  }

  /** @param value all there is of the customer, who is added once @param size counts as 1 at least */
  add(customerId: string, value: T, size: number): void {
    const step = stepOf(customerId);
    if (step >= this.steps) return;
    const counted = Math.max(1, size);
    this.kept.set(customerId, { value, size: counted });
    this.bySteps.set(step, [...(this.bySteps.get(step) ?? []), customerId]);
    this.count += counted;
    while (this.count > this.most && this.kept.size > 1 && this.steps > 1) this.removeHighestStep();
  }

  /** Customer by customer, in the order in which they were added. */
  all(): T[] {
    return Array.from(this.kept.values(), ({ value }) => value);
  }

  private removeHighestStep(): void {
    this.steps -= 1;
    for (const customerId of this.bySteps.get(this.steps) ?? []) {
      this.count -= this.kept.get(customerId)?.size ?? 0;
      this.kept.delete(customerId);
    }
    this.bySteps.delete(this.steps);
  }
}

const stepOf = (customerId: string): number => Math.floor(samplingPlace(customerId) * STEPS);

import { placeByLot } from './place-by-lot.js';

/** Shares are told in steps of 1 / 4096: fine enough that hardly ever two customers of a small book are let go at once. */
const STEPS = 4096;

type Kept<T> = { readonly read: T; readonly size: number };

/**
 * What was read of customers, within bounds however large the book: where it becomes too much, customers are let go by lot,
 * those of the highest places first, until it fits. Customers stay or go as a whole, since what is said of one is no
 * independent witness; and the same ones stay in whatever order they come.
 */
export class Drawn<T> {
  private readonly kept = new Map<string, Kept<T>>();
  /** Who is kept, by the step that the place by lot lies in. */
  private readonly bySteps = new Map<number, string[]>();
  private count = 0;
  private steps = STEPS;

  /** @param most the sum of sizes that may be kept; one customer is, however large */
  constructor(private readonly most: number) {}

  /** Of all customers, the share that may stay, above 0 to 1. */
  get share(): number {
    return this.steps / STEPS;
  }

  /** Whether it is worth reading anything of a customer. */
  takes(customerId: string): boolean {
    return stepOf(customerId) < this.steps;
  }

  /** @param read all there is of the customer, who is added once @param size counts for 1 at least */
  add(customerId: string, read: T, size: number): void {
    const step = stepOf(customerId);
    if (step >= this.steps) return;
    const counted = Math.max(1, size);
    this.kept.set(customerId, { read, size: counted });
    this.bySteps.set(step, [...(this.bySteps.get(step) ?? []), customerId]);
    this.count += counted;
    while (this.count > this.most && this.kept.size > 1 && this.steps > 1) this.letGo();
  }

  /** Customer by customer, in the order in which they came. */
  all(): T[] {
    return Array.from(this.kept.values(), ({ read }) => read);
  }

  private letGo(): void {
    this.steps -= 1;
    for (const customerId of this.bySteps.get(this.steps) ?? []) {
      this.count -= this.kept.get(customerId)?.size ?? 0;
      this.kept.delete(customerId);
    }
    this.bySteps.delete(this.steps);
  }
}

const stepOf = (customerId: string): number => Math.floor(placeByLot(customerId) * STEPS);

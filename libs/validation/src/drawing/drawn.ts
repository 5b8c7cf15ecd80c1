import { placeByLot } from './place-by-lot.js';

/**
 * What was read of customers, within bounds however large the book: where it becomes too much, half of the customers are
 * let go by lot, as often as it takes. Customers stay or go as a whole, since what is said of one is no independent
 * witness; and the same ones stay in whatever order they come.
 */
export class Drawn<T> {
  private readonly kept = new Map<string, { readonly read: T; readonly size: number }>();
  private count = 0;
  private drawnShare = 1;

  /** @param most the sum of sizes that may be kept; one customer is, however large */
  constructor(private readonly most: number) {}

  /** Of all customers, the share that may stay: 1, one half, one quarter and so on. */
  get share(): number {
    return this.drawnShare;
  }

  /** Whether it is worth reading anything of a customer. */
  takes(customerId: string): boolean {
    return placeByLot(customerId) < this.drawnShare;
  }

  /** @param read all there is of the customer, who is added once @param size counts for 1 at least */
  add(customerId: string, read: T, size: number): void {
    if (!this.takes(customerId)) return;
    const counted = Math.max(1, size);
    this.kept.set(customerId, { read, size: counted });
    this.count += counted;
    while (this.count > this.most && this.kept.size > 1) this.halve();
  }

  /** Customer by customer, in the order in which they came. */
  all(): T[] {
    return Array.from(this.kept.values(), ({ read }) => read);
  }

  private halve(): void {
    this.drawnShare /= 2;
    for (const [customerId, { size }] of this.kept)
      if (!this.takes(customerId)) {
        this.kept.delete(customerId);
        this.count -= size;
      }
  }
}

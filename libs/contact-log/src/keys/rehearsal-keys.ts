import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { KeyRing } from './key-ring.js';

/**
 * The keys of an installation, of which none is made or destroyed. A customer who has none gets one that ends with the process:
 * it is derived from the customer's id, so that however many there are, none is kept.
 */
export class RehearsalKeys extends KeyRing {
  private readonly secret = randomBytes(32);
  private readonly destroyed = new Set<string>();

  /** @param keys null: nothing is on record yet */
  constructor(private readonly keys: KeyRing | null) {
    super(':memory:');
  }

  override knows(customerId: string): boolean {
    return this.destroyed.has(customerId) || (this.keys?.knows(customerId) ?? false);
  }

  override known(customerIds: readonly string[]): ReadonlySet<string> {
    return this.keys?.known(customerIds) ?? new Set();
  }

  override keyOf(customerId: string): KeyObject | null {
    if (this.destroyed.has(customerId)) return null;
    if (this.knows(customerId)) return this.keys?.keyOf(customerId) ?? null;
    return createSecretKey(createHmac('sha256', this.secret).update(customerId).digest());
  }

  override keyFor(customerId: string): KeyObject | null {
    return this.keyOf(customerId);
  }

  override makeAll(): void {
    // Derived when they are asked for.
  }

  override erase(customerId: string): void {
    this.destroy(customerId);
  }

  override destroy(customerId: string): void {
    this.destroyed.add(customerId);
  }
}

/**
 * The keys do not hold a key with which facts on record were sealed or digested, though it was not destroyed: the file of keys
 * is of another log, or older than the log. Nothing was recorded.
 */
export class KeyUnusable extends Error {
  /** @param customerId whose facts they are; null for the needs register */
  constructor(customerId: string | null, options?: ErrorOptions) {
    const ofWhat =
      customerId === null ? 'tells repeats in the needs register' : `sealed the facts of customer ${customerId}`;
    super(`the file of keys does not hold the key that ${ofWhat}`, options);
  }
}

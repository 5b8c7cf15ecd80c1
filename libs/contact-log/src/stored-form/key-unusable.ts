/**
 * The keys do not hold the key that sealed this customer's facts, though it was not destroyed: the file of keys is of another
 * log, or older than the log. Nothing was recorded.
 */
export class KeyUnusable extends Error {
  constructor(customerId: string, options?: ErrorOptions) {
    super(`the file of keys does not hold the key that sealed the facts of customer ${customerId}`, options);
  }
}

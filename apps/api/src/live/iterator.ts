/**
 * The iterator of a subscription.
 * @param next the next value; null at the end
 * @param stop called when the iterator ends, to free what it uses
 */
export function iterator<T>(next: () => Promise<T | null>, stop: () => void): AsyncIterableIterator<T> {
  const end = async (): Promise<IteratorResult<T>> => {
    stop();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      try {
        const value = await next();
        return value === null ? end() : { done: false, value };
      } catch (error) {
        stop();
        throw error;
      }
    },
    return: end,
    async throw(error) {
      stop();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

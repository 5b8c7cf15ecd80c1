import { AtPresent } from '../edge/graphql/at-present.js';
import { cursorAt, textOf } from './cursor.js';
import type { Present } from './recorded-facts.js';

/** @param telling which events are told of, beside what the document says */
export const atPresent = ({ position }: Present, telling: unknown): AtPresent =>
  new AtPresent(textOf(cursorAt(position)), JSON.stringify(telling));

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

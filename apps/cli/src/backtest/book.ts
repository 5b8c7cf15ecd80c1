import type { CustomerBook } from '#validation';

/** All customers, to be read as often as needed, one at a time. */
export type Book = {
  readonly title: string;
  readonly customers: number;
  /** The end of what is on record, milliseconds since the epoch: nothing after it was seen, and nothing was missed by then. */
  readonly until: number;
  read(): AsyncIterable<CustomerBook>;
};

/** A row that could not be read; it is reported and left out. */
export type BadRow = {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly bad: string;
};

export const badRow = (line: number, reason: string): BadRow => ({ line, bad: reason });
export const isBad = (row: object): row is BadRow => 'bad' in row;

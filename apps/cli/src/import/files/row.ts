/** A row that could not be read; it is reported and left out. */
export type BadRow = {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly bad: string;
};

export const badRow = (line: number, reason: string): BadRow => ({ line, bad: reason });
export const isBad = (row: object): row is BadRow => 'bad' in row;

/** A value from the file, safe to print on a terminal: quoted, without control characters, and shortened. */
export function shown(value: string): string {
  const quoted = JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  return quoted.replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}

/** A row that could not be read; it is reported and left out. */
export type BadRow = {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly bad: string;
};

export const badRow = (line: number, reason: string): BadRow => ({ line, bad: reason });
export const isBad = (row: object): row is BadRow => 'bad' in row;

/** A value from the file, fit to be shown on a terminal: quoted, without control characters, and not too long. */
export function shown(value: string): string {
  const quoted = JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  return quoted.replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}

import { visibleInLine } from './visible.js';

/** A table for people. @param align `l` or `r` for each of the first columns; the others are aligned to the right */
export function textTable(header: readonly string[], body: readonly (readonly string[])[], align = 'l'): string {
  const rows = body.map((row) => row.map(visibleInLine));
  const widths = header.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) =>
        align[index] === 'l' ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)].join('\n');
}

const whole = new Intl.NumberFormat('en-US');
export const count = (value: number): string => whole.format(value);
export const points = (value: number): string => value.toFixed(1);
/** With its sign, unless it rounds to zero. */
export function signed(value: number, digits = 1): string {
  const size = Math.abs(value).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${value > 0 ? '+' : '-'}${size}`;
}
/** To the day or minute if that is exact, else to the millisecond. */
export const moment = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace(/:00\.000Z$/, 'Z')
    .replace('T00:00Z', '')
    .replace('T', ' ');

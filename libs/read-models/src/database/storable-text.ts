// Postgres takes no NUL in a text, and both databases write half a character (a lone surrogate) as U+FFFD, so that two ids
// could become one. A log of an earlier release may hold either. Both are written with an escape, and read as they were.

/** A noncharacter: Unicode reserves it for the internal use of programs. */
const ESCAPE = '\ufdd0';
const UNSTORABLE = /[\0\ufdd0]|\p{Surrogate}/gu;
const ESCAPED = /\ufdd0([0-9a-f]{4})/g;

/** The value in a form that both databases store, and give back, as it is. */
export function storable(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.isWellFormed() && !value.includes('\0') && !value.includes(ESCAPE)) return value;
  return value.replace(UNSTORABLE, (unit) => `${ESCAPE}${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The reverse of storable. */
const read = (value: unknown): unknown =>
  typeof value === 'string' && value.includes(ESCAPE)
    ? value.replace(ESCAPED, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)))
    : value;

/** A row as it was before its values were made storable. */
export function readRow<R>(row: R): R {
  const cells = row as Record<string, unknown>;
  for (const name in cells) {
    const cell = read(cells[name]);
    if (cell !== cells[name]) cells[name] = cell;
  }
  return row;
}

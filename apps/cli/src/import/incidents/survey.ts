import { isBad, type BadRow } from '../files/row.js';
import { inOrder } from './incident.js';
import type { IncidentRow } from './incident-row.js';

/** The result of the first pass over the file, needed before the first contact is recorded. */
export type Survey = {
  /** The number of all rows, bad ones included. */
  readonly rows: number;
  /** The number of good rows of each incident, by its number: it is complete when that many have been read. */
  readonly rowsOf: ReadonlyMap<string, number>;
  /** When each caller's first incident was opened, milliseconds since the epoch: the relationship begins there. */
  readonly beginnings: ReadonlyMap<string, number>;
};

export async function surveyOf(rows: AsyncIterable<IncidentRow | BadRow>): Promise<Survey> {
  let count = 0;
  const rowsOf = new Map<string, number>();
  const firsts = new Map<string, IncidentRow>();
  for await (const row of rows) {
    count += 1;
    if (isBad(row)) continue;
    rowsOf.set(row.number, (rowsOf.get(row.number) ?? 0) + 1);
    const first = firsts.get(row.number);
    if (first === undefined || inOrder(row, first) < 0) firsts.set(row.number, row);
  }
  const beginnings = new Map<string, number>();
  for (const { caller, openedAt } of firsts.values())
    beginnings.set(caller, Math.min(openedAt, beginnings.get(caller) ?? Infinity));
  return { rows: count, rowsOf, beginnings };
}

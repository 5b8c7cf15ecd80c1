import type { EntryColumns, EvidenceColumns, TermColumns } from './evidence-columns.js';

/** The columns without the rows of some customers, so that these can be derived again. */
export function withoutCustomers(columns: EvidenceColumns, gone: ReadonlySet<string>): EvidenceColumns {
  const kept: number[] = [];
  columns.customers.forEach((customerId, index) => {
    if (!gone.has(customerId)) kept.push(index);
  });
  const entryRows = rowsOf(kept, columns.entryEnds);
  const termRows = rowsOf(kept, columns.termEnds);
  return {
    ...columns,
    customers: kept.map((index) => columns.customers[index] as string),
    entryEnds: endsOf(kept, columns.entryEnds),
    termEnds: endsOf(kept, columns.termEnds),
    contacts: picked(columns.contacts, Uint32Array.from(kept)),
    entries: pickedAll<EntryColumns>(columns.entries, entryRows),
    terms: pickedAll<TermColumns>(columns.terms, termRows),
  };
}

const startOf = (ends: Uint32Array, index: number): number => (index === 0 ? 0 : (ends[index - 1] as number));

function rowsOf(kept: readonly number[], ends: Uint32Array): Uint32Array {
  const rows: number[] = [];
  for (const index of kept)
    for (let row = startOf(ends, index); row < (ends[index] as number); row += 1) rows.push(row);
  return Uint32Array.from(rows);
}

function endsOf(kept: readonly number[], ends: Uint32Array): Uint32Array {
  let end = 0;
  return Uint32Array.from(kept, (index) => (end += (ends[index] as number) - startOf(ends, index)));
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

function picked<T extends Column>(column: T, rows: Uint32Array): T {
  const made = column.slice(0, rows.length) as T;
  rows.forEach((row, index) => {
    made[index] = column[row] as number;
  });
  return made;
}

const pickedAll = <C extends { readonly [K in keyof C]: Column }>(columns: C, rows: Uint32Array): C =>
  Object.fromEntries(Object.entries<Column>(columns).map(([name, column]) => [name, picked(column, rows)])) as C;

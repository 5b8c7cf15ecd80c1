import { readColumns, weighColumns, type EvidenceColumns } from '#replay';
import { intervalFromSums, readSums, type TrustModel } from '#trust';
import type { TrustRow } from '../../export/datasets/trust.js';

/** Which clocks a set of columns is read at: each time of `asOf`, as it was known then or by one moment. */
export type Reading = { readonly asOf: number; readonly knownAt: number };

/** Trust of every relationship of some columns at every reading, by relationship and then by time. */
export function trustRows(
  columns: EvidenceColumns,
  model: TrustModel,
  readings: readonly Reading[],
  withInterval: boolean,
): TrustRow[] {
  const weighed = weighColumns(columns, model);
  const rows: TrustRow[] = [];
  for (const { asOf, knownAt } of readings)
    readColumns(weighed, asOf, ({ customerId, segment, owner, closed, prior, sums }) => {
      const { score, band, uncertainty, dimensions, cap, prior: start } = readSums(sums, model, prior);
      const interval = withInterval ? intervalFromSums(sums, model, prior) : null;
      const { id } = model;
      rows.push({
        ...{ customerId, segment, owner, closed, asOf, knownAt, model: id, score, band },
        ...{ prior: start, cap, uncertainty, dimensions, interval },
      });
    });
  return rows;
}

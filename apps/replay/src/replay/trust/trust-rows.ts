import { readColumns, type WeighedColumns } from '#replay';
import { intervalFromSums, readSums } from '#trust';
import type { TrustRow } from '../../export/datasets/trust.js';

export type { TrustRow };
/** Both clocks, milliseconds since the epoch; the columns must be of what was known at `knownAt`. */
export type Reading = { readonly asOf: number; readonly knownAt: number };

/** Trust of every relationship of some columns as of a time. */
export function trustRows(weighed: WeighedColumns, { asOf, knownAt }: Reading, withInterval: boolean): TrustRow[] {
  const rows: TrustRow[] = [];
  const { model } = weighed;
  readColumns(weighed, asOf, ({ customerId, segment, owner, closed, prior, sums }) => {
    const { score, band, uncertainty, dimensions, cap, prior: start } = readSums(sums, model, prior);
    rows.push({
      ...{ customerId, segment, owner, closed, asOf, knownAt, model: model.id, score, band },
      ...{ prior: start, cap, uncertainty, dimensions },
      interval: withInterval ? intervalFromSums(sums, model, prior) : null,
    });
  });
  return rows;
}

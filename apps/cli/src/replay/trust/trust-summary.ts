import { TRUST_BANDS, type TrustBand } from '#trust';
import { compareText } from '#relationship';
import type { TrustRow } from '../../tables/datasets/trust.js';

/** All relationships as of one time. */
export type TotalsAt = {
  readonly asOf: number;
  readonly relationships: number;
  readonly bands: Readonly<Record<TrustBand, number>>;
  /** Points, to a tenth; null if there is no relationship. */
  readonly median: number | null;
  /** A tenth of the relationships score at most this; points, to a tenth. Null if there is no relationship. */
  readonly lowestTenth: number | null;
};

const TENTHS = 1001;

/** Sums up rows for the table: counts, quantiles to a tenth of a point, and the rows with the lowest scores. */
export class TrustSummary {
  private readonly times = new Map<number, { bands: Record<TrustBand, number>; tenths: Uint32Array }>();
  private lowest: TrustRow[] = [];
  private readonly used = new Set<string>();

  /** @param asOf the times of the rows to come @param most how many of the lowest scores are kept, as of the last time */
  constructor(
    asOf: readonly number[],
    private readonly most: number,
  ) {
    for (const each of asOf) this.times.set(each, { bands: noBands(), tenths: new Uint32Array(TENTHS) });
  }

  add(rows: readonly TrustRow[]): void {
    const last = [...this.times.keys()].at(-1);
    for (const row of rows) {
      this.used.add(row.model);
      const time = this.times.get(row.asOf);
      if (time === undefined) continue;
      time.bands[row.band as TrustBand] += 1;
      const tenth = Math.min(TENTHS - 1, Math.max(0, Math.round(row.score * 10)));
      time.tenths[tenth] = (time.tenths[tenth] ?? 0) + 1;
      if (row.asOf === last) this.keep(row);
    }
  }

  /** The rows with the lowest scores, lowest first; at most `most`. */
  get weakest(): readonly TrustRow[] {
    return this.lowest.sort(weakerFirst).slice(0, this.most);
  }

  /** The ids of the models of the rows, sorted. */
  get models(): readonly string[] {
    return [...this.used].sort();
  }

  get totals(): readonly TotalsAt[] {
    return [...this.times].map(([asOf, { bands, tenths }]) => ({
      asOf,
      relationships: Object.values(bands).reduce((sum, each) => sum + each, 0),
      bands,
      median: quantile(tenths, 0.5),
      lowestTenth: quantile(tenths, 0.1),
    }));
  }

  private keep(row: TrustRow): void {
    this.lowest.push(row);
    if (this.lowest.length > 1000 + 2 * this.most) this.lowest = this.lowest.sort(weakerFirst).slice(0, this.most);
  }
}

const noBands = (): Record<TrustBand, number> =>
  Object.fromEntries(TRUST_BANDS.map((band) => [band, 0])) as Record<TrustBand, number>;

const weakerFirst = (a: TrustRow, b: TrustRow): number => a.score - b.score || compareText(a.customerId, b.customerId);

function quantile(tenths: Uint32Array, share: number): number | null {
  const total = tenths.reduce((sum, each) => sum + each, 0);
  let seen = 0;
  for (const [tenth, times] of tenths.entries()) if ((seen += times) >= share * total && seen > 0) return tenth / 10;
  return null;
}

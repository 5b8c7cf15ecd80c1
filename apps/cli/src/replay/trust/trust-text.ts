import { DIMENSIONS, TRUST_BANDS } from '#trust';
import type { TrustRow } from '../../tables/datasets/trust.js';
import { count, moment, points, textTable } from '../../terminal/text-table.js';
import type { TotalsAt } from './trust-summary.js';

/** Totals as of each time, then the lowest scores as of the last time. */
export function trustText(
  models: readonly string[],
  totals: readonly TotalsAt[],
  weakest: readonly TrustRow[],
): string {
  const under = models.length === 0 ? 'No relationship was open at that time.' : `Under ${models.join(', ')}`;
  const times = textTable(
    ['as of', 'relationships', ...TRUST_BANDS, 'median', 'lowest tenth'],
    totals.map(({ asOf, relationships, bands, median, lowestTenth }) => [
      moment(asOf),
      count(relationships),
      ...TRUST_BANDS.map((band) => count(bands[band])),
      orDash(median),
      orDash(lowestTenth),
    ]),
  );
  if (weakest.length === 0) return `${under}\n\n${times}`;
  const rows = weakest.map((row) => [
    row.customerId,
    row.segment ?? '',
    row.owner ?? '',
    row.band,
    points(row.score),
    ...row.dimensions.map(points),
  ]);
  const last = textTable(['customer', 'segment', 'owner', 'band', 'score', ...DIMENSIONS], rows, 'llll');
  return `${under}\n\n${times}\n\nLowest scores as of ${moment(weakest[0]?.asOf ?? 0)}\n\n${last}`;
}

const orDash = (value: number | null): string => (value === null ? '-' : points(value));

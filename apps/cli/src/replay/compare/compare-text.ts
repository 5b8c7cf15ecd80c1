import type { PortfolioCompared, Mover } from '#replay';
import { TRUST_BANDS } from '#trust';
import { count, moment, points, signed, textTable } from '../../terminal/text-table.js';

const OVERALL_REASONS_SHOWN = 8;
const REASONS_SHOWN = 3;

export function compareText(result: PortfolioCompared): string {
  const { a, b, asOf, relationships, shifts, crossed, rankCorrelation } = result;
  const title = `${a} compared with ${b}, ${count(relationships)} relationships as of ${moment(asOf)}`;
  if (shifts === null) return title;
  const quantiles = shifts.quantiles.map(({ share, points: at }) => [shareText(share), signed(at)]);
  return [
    title,
    `Shift from the first to the second: ${signed(shifts.mean)} points on average, ${points(shifts.meanSize)} in absolute size; rank correlation ${
      rankCorrelation === null ? 'not defined' : rankCorrelation.toFixed(4)
    }`,
    textTable(
      quantiles.map(([share]) => share ?? ''),
      [quantiles.map(([, at]) => at ?? '')],
      '',
    ),
    `In another band: ${count(crossed)} (rows: ${a}, columns: ${b})`,
    textTable(
      ['', ...TRUST_BANDS],
      TRUST_BANDS.map((from) => [from, ...TRUST_BANDS.map((to) => count(result.bands[from][to]))]),
    ),
    'Reasons for the shifts, points per relationship',
    textTable(
      ['reason', 'mean', 'absolute'],
      result.reasons
        .slice(0, OVERALL_REASONS_SHOWN)
        .map((each) => [each.reason, signed(each.meanShift, 2), each.meanSize.toFixed(2)]),
    ),
    'Largest shifts',
    textTable(
      ['customer', 'owner', 'shift', a, b, ' bands', 'because'],
      result.movers.map((mover) => [
        mover.customerId,
        mover.owner ?? '',
        signed(mover.shift),
        points(mover.a.score),
        points(mover.b.score),
        mover.a.band === mover.b.band ? ` ${mover.a.band}` : ` ${mover.a.band} to ${mover.b.band}`,
        because(mover),
      ]),
      'llrrrll',
    ),
  ].join('\n\n');
}

/** The largest parts of the shift. */
export function because({ a, b, classes }: Mover): string {
  const parts = [
    ...classes.map((each) => ({ name: each.class, shift: each.shift })),
    { name: 'prior', shift: b.prior - a.prior },
    { name: 'cap', shift: b.cap - a.cap },
  ];
  return parts
    .filter(({ shift }) => Math.abs(shift) >= 0.05)
    .sort((x, y) => Math.abs(y.shift) - Math.abs(x.shift))
    .slice(0, REASONS_SHOWN)
    .map(({ name, shift }) => `${name} ${signed(shift)}`)
    .join(', ');
}

const SHARES: Readonly<Record<string, string>> = { 0: 'lowest', 0.5: 'median', 1: 'highest' };
export const shareText = (share: number): string => SHARES[share] ?? `${Math.round(100 * share)} %`;

import type { Mover, PictureCounts } from '#replay';
import { count, points, signed } from '../../terminal/text-table.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text escaped for HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const svg = (width: number, height: number, says: string, parts: readonly string[]): string =>
  `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(says)}">${parts.join('')}</svg>`;
const label = (x: number, y: number, said: string, { anchor = 'middle', soft = false } = {}): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${soft ? ' class="soft"' : ''}>${escaped(said)}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="var(--line)"/>`;
const round = (value: number): number => Math.round(value * 10) / 10;

/** A histogram of the shifts; bars below, around and above zero have different colours. */
export function histogramSvg({ from, step, counts }: PictureCounts['histogram']): string {
  const [width, height, left, bottom, top] = [860, 260, 56, 28, 12];
  const most = Math.max(1, ...counts);
  const barWidth = (width - left - 8) / counts.length;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / most);
  const parts = [0, most / 2, most].flatMap((value) => [
    line(left, y(value), width - 8, y(value)),
    label(left - 8, y(value) + 4, count(Math.round(value)), { anchor: 'end', soft: true }),
  ]);
  const every = Math.ceil(counts.length / 10);
  counts.forEach((value, index) => {
    const start = from + index * step;
    const x = left + index * barWidth;
    const fill = start > 0 ? 'var(--up)' : start + step <= 0 ? 'var(--down)' : 'var(--bar)';
    const says = `${signed(start, 2)} to ${signed(start + step, 2)}: ${count(value)}`;
    parts.push(
      `<rect x="${round(x + 0.5)}" y="${round(y(value))}" width="${round(Math.max(1, barWidth - 1))}" height="${round(y(0) - y(value))}" fill="${fill}"><title>${says}</title></rect>`,
    );
    if (index % every === 0) parts.push(label(x, height - 10, signed(start, step < 0.5 ? 2 : 1), { soft: true }));
  });
  return svg(width, height, 'Relationships by the shift of their score', parts);
}

/** A heat map of both scores; a cell is more opaque if it holds more relationships. */
export function scoresSvg(cells: PictureCounts['cells'], a: string, b: string): string {
  const [size, left, bottom, top] = [420, 48, 44, 8];
  const scale = (size - top) / 100;
  const x = (score: number) => left + score * scale;
  const y = (score: number) => top + (100 - score) * scale;
  const most = Math.max(1, ...cells.map((cell) => cell.count));
  const parts = [0, 25, 50, 75, 100].flatMap((score) => [
    line(x(0), y(score), x(100), y(score)),
    line(x(score), y(0), x(score), y(100)),
    label(x(score), y(0) + 18, String(score), { soft: true }),
    label(x(0) - 8, y(score) + 4, String(score), { anchor: 'end', soft: true }),
  ]);
  parts.push(
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(100)}" y2="${y(100)}" stroke="var(--soft)" stroke-dasharray="4 4"/>`,
    ...cells.map((cell) => {
      const opacity = 0.25 + 0.75 * (Math.log1p(cell.count) / Math.log1p(most));
      const says = `${a} ${cell.a} to ${cell.a + 2}, ${b} ${cell.b} to ${cell.b + 2}: ${count(cell.count)}`;
      return `<rect x="${round(x(cell.a))}" y="${round(y(cell.b + 2))}" width="${round(2 * scale)}" height="${round(2 * scale)}" fill="var(--bar)" fill-opacity="${opacity.toFixed(2)}"><title>${escaped(says)}</title></rect>`;
    }),
    label(x(50), size + bottom - 12, a),
    `<text transform="translate(12 ${y(50)}) rotate(-90)" text-anchor="middle">${escaped(b)}</text>`,
  );
  return svg(left + size + 8, size + bottom, `Scores under ${a} and ${b}`, parts);
}

/** A line for each relationship, from the first score to the second. */
export function moversSvg(movers: readonly Mover[], a: string, b: string): string {
  const [width, left, rowHeight, top] = [860, 210, 24, 28];
  const x = (score: number) => left + (score / 100) * (width - left - 60);
  const bottom = top + movers.length * rowHeight;
  const parts = [0, 25, 50, 75, 100].flatMap((score) => [
    line(x(score), top - 6, x(score), bottom),
    label(x(score), top - 12, String(score), { soft: true }),
  ]);
  movers.forEach((mover, index) => {
    const y = top + index * rowHeight + rowHeight / 2;
    const colour = mover.shift >= 0 ? 'var(--up)' : 'var(--down)';
    const says = `${mover.customerId}: ${a} ${points(mover.a.score)}, ${b} ${points(mover.b.score)}`;
    parts.push(
      `<g><title>${escaped(says)}</title>`,
      label(left - 12, y + 4, short(mover.customerId), { anchor: 'end' }),
      `<line x1="${round(x(mover.a.score))}" y1="${y}" x2="${round(x(mover.b.score))}" y2="${y}" stroke="${colour}" stroke-width="3"/>`,
      `<circle cx="${round(x(mover.a.score))}" cy="${y}" r="4" fill="var(--paper)" stroke="${colour}" stroke-width="2"/>`,
      `<circle cx="${round(x(mover.b.score))}" cy="${y}" r="4.5" fill="${colour}"/>`,
      label(width - 8, y + 4, signed(mover.shift), { anchor: 'end' }),
      '</g>',
    );
  });
  return svg(width, bottom + 8, `The largest shifts from ${a} (open) to ${b} (filled)`, parts);
}

const short = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);

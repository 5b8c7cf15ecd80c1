import type { PortfolioCompared } from '#replay';
import { TRUST_BANDS } from '#trust';
import { count, moment, points, signed } from '../../terminal/text-table.js';
import { because, shareText } from './compare-text.js';
import { escaped, histogramSvg, moversSvg, scoresSvg } from './pictures.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --line: #d5dae1; --bar: #4a76b5; --up: #2f7d5b; --down: #b3503f; --soft: #5c6675; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #161b22; --line: #343c47; --bar: #7aa5de; --up: #63b893; --down: #dd8471; --soft: #9aa5b4; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 960px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; } th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child, th.words, td.words { text-align: left; } td.same { color: var(--soft); } td.moved { font-weight: 600; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .soft { fill: var(--soft); }
figure { margin: 1rem 0; } figcaption { color: var(--soft); } .wide { overflow-x: auto; }
@page { margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; } h2 { break-after: avoid; }
  .wide { overflow: visible; } table { font-size: 8pt; } thead { display: table-header-group; } th, td { padding: .2rem .35rem; overflow-wrap: break-word; }
  tr, figure, svg { break-inside: avoid; }
}`;

/** The comparison as an HTML page that loads no other file, font or script. */
export function comparePage(result: PortfolioCompared): string {
  const { a, b, asOf, relationships, shifts, rankCorrelation, crossed } = result;
  const title = `${a} compared with ${b}`;
  const body =
    shifts === null
      ? '<p>No relationship was open at that time.</p>'
      : `
<p>${count(relationships)} relationships as of ${moment(asOf)}. From the first model to the second the score shifts by
${signed(shifts.mean)} points on average; the mean absolute shift is ${points(shifts.meanSize)}. In another band:
${count(crossed)}. Rank correlation (Spearman): ${rankCorrelation === null ? 'not defined' : rankCorrelation.toFixed(4)}.</p>
<h2>How far scores shift</h2>
<figure>${histogramSvg(result.picture.histogram)}<figcaption>Number of relationships by the shift of their score, points.</figcaption></figure>
${table(
  shifts.quantiles.map(({ share }) => shareText(share)),
  [shifts.quantiles.map((each) => signed(each.points))],
)}
<h2>Score by score</h2>
<figure>${scoresSvg(result.picture.cells, a, b)}<figcaption>Relationships by both scores, in cells of two points; darker cells hold more. On the dashed line both scores are equal.</figcaption></figure>
<h2>Bands</h2>
${bandsTable(result)}
<h2>Reasons for the shifts</h2>
${table(
  ['reason', 'mean shift, points', 'mean absolute shift, points'],
  result.reasons.slice(0, 12).map((each) => [each.reason, signed(each.meanShift, 2), each.meanSize.toFixed(2)]),
)}
<h2>Largest shifts</h2>
<figure>${moversSvg(result.movers.slice(0, 20), a, b)}</figure>
<div class="wide">${moversTable(result)}</div>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`;
}

const cell = (tag: string, said: string, name = ''): string =>
  `<${tag}${name === '' ? '' : ` class="${name}"`}>${escaped(said)}</${tag}>`;
const row = (tag: string, cells: readonly string[]): string =>
  `<tr>${cells.map((said) => cell(tag, said)).join('')}</tr>`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead>${row('th', header)}</thead><tbody>${rows.map((each) => row('td', each)).join('')}</tbody></table>`;

function bandsTable({ bands, a, b }: PortfolioCompared): string {
  const rows = TRUST_BANDS.map((from) => {
    const cells = TRUST_BANDS.map((to) =>
      cell('td', count(bands[from][to]), from === to ? 'same' : bands[from][to] > 0 ? 'moved' : ''),
    );
    return `<tr>${cell('th', from)}${cells.join('')}</tr>`;
  });
  return `<div class="wide"><table><thead>${row('th', [`${a} \\ ${b}`, ...TRUST_BANDS])}</thead><tbody>${rows.join('')}</tbody></table></div>`;
}

const moversTable = ({ movers, a, b }: PortfolioCompared): string =>
  `<table><thead><tr>${cell('th', 'customer')}${cell('th', 'owner', 'words')}${['shift', a, b].map((said) => cell('th', said)).join('')}${cell('th', 'bands', 'words')}${cell('th', 'because', 'words')}</tr></thead><tbody>${movers
    .map(
      (mover) =>
        `<tr>${cell('td', mover.customerId)}${cell('td', mover.owner ?? '', 'words')}${cell('td', signed(mover.shift))}${cell('td', points(mover.a.score))}${cell('td', points(mover.b.score))}${cell('td', mover.a.band === mover.b.band ? mover.a.band : `${mover.a.band} to ${mover.b.band}`, 'words')}${cell('td', because(mover), 'words')}</tr>`,
    )
    .join('')}</tbody></table>`;

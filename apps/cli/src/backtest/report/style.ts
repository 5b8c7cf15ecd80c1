/** The report's look, in itself: light and dark on a screen, light on paper, where nothing can be scrolled to. */
export const STYLE = `
:root { --ink: #1d2733; --soft: #5c6b7a; --paper: #fff; --panel: #f5f7f9; --grid: #e1e6eb; --ours: #0b6e99; --rival: #b5651d; --group: #7a4fa3; --warn: #a33; --warn-back: #fdf1ef; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa8b5; --paper: #14191f; --panel: #1c232b; --grid: #2c3640; --ours: #5bb8dd; --rival: #dd9a5b; --group: #b394d6; --warn: #f19a8e; --warn-back: #2a1d1c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
p { margin: .4rem 0; } .soft { color: var(--soft); }
ul.verdicts { list-style: none; padding: 0; margin: 1rem 0; }
ul.verdicts li { padding: .45rem .75rem; margin: .3rem 0; background: var(--panel); border-left: 4px solid var(--grid); border-radius: 3px; }
ul.verdicts li.WARNING { border-color: var(--warn); background: var(--warn-back); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--grid); text-align: right; white-space: nowrap; } th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 15rem; }
th { font-weight: 600; color: var(--soft); } tr.headline td { font-weight: 600; }
.side { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; } figcaption { color: var(--soft); font-size: .85rem; }
svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; } svg text { fill: var(--ink); } svg text.small { fill: var(--soft); font-size: 11px; } svg text.strong { font-weight: 600; }
.grid { stroke: var(--grid); } .coin { stroke: var(--soft); stroke-dasharray: 4 4; } .band { fill: var(--ours); opacity: .09; } .bar { fill: var(--soft); opacity: .25; }
line.ours, polyline.ours { stroke: var(--ours); } line.rival, polyline.rival { stroke: var(--rival); } line.group { stroke: var(--group); } polyline { fill: none; stroke-width: 2; } line.ours, line.rival, line.group { stroke-width: 2; } line.strong { stroke-width: 3; }
circle.ours { fill: var(--ours); } circle.rival { fill: var(--rival); } circle.group { fill: var(--group); } circle.hollow { fill: var(--paper); stroke: var(--rival); stroke-width: 2; }
.key span { display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin: 0 .3em 0 1em; } .key span:first-child { margin-left: 0; } .key .ours { background: var(--ours); } .key .rival { background: var(--rival); } .key .group { background: var(--group); }
@page { margin: 14mm 12mm; }
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; margin-top: 1.25rem; }
  .scroll { overflow: visible; } table { font-size: 7.5pt; } thead { display: table-header-group; }
  th, td { white-space: normal; overflow-wrap: break-word; padding: .2rem .35rem; } th:first-child, td:first-child { min-width: 0; }
  tr, li, figure, svg { break-inside: avoid; } .side { display: block; } p:has(+ .scroll), p:has(+ .side) { break-after: avoid; }
}
`;

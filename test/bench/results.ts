// What docs/benches.md says of what `npm run bench` measured.
import type { BenchRow, Constant } from './measure.js';
import { NAMES } from './names.js';

/** The raw data of one bench. */
export type Measured = {
  readonly bench: string;
  /** The day. */
  readonly at: string;
  readonly machine: string;
  readonly node: string;
  /** Programs that wanted a processor in the minute before, and in the last one. */
  readonly load: readonly [number, number];
  readonly rows: readonly BenchRow[];
  readonly constants: readonly Constant[];
};

/** Peers that the aims name and no bench measures yet. */
const PEERS_TO_COME = [
  'append: emmett-sqlite, emmett-postgresql, message-db',
  'query: Apollo on the same resolvers, PostGraphile on the same tables',
  'rebuild: emmett-postgresql, one upsert per event',
  'replay: DuckDB over the exported Parquet',
];

/** @param all in any order */
export function pageOf(all: readonly Measured[]): string {
  const measured = NAMES.flatMap((name) => all.filter(({ bench }) => bench === name));
  const missing = NAMES.filter((name) => measured.every(({ bench }) => bench !== name));
  return [
    '# Benches',
    '',
    'Each bench compares ours with the least work that could do the same job (the limit) and, where there are some, with other programs that do it',
    '(peers). All run on one machine in one run, and their rounds take turns. `npm run bench` runs all, `npm run bench -- NAME` one; `npm run bench:page`',
    'writes this page of what they measured. The raw data are in `docs/benches`. Tests assert no times.',
    '',
    'Load is how many programs wanted a processor, before and after, the bench included. Where it is above the number of cores, other work was going on: then',
    'ratios say more than rates, and latencies say little.',
    '',
    ...measured.flatMap(resultOf),
    '## What we lose, and to whom',
    '',
    ...lossesOf(measured),
    '',
    '## Not measured',
    '',
    ...(missing.length === 0 ? [] : [`These benches were not run for this page: ${missing.join(', ')}.`, '']),
    'These peers are not compared yet:',
    '',
    ...PEERS_TO_COME.map((each) => `- ${each}`),
    '',
  ].join('\n');
}

export function resultOf({ bench, at, machine, node, load, rows, constants }: Measured): string[] {
  return [
    `## ${bench}`,
    '',
    `${at}, ${machine}, Node ${node.replace('v', '')}, load ${load.map((each) => each.toFixed(1)).join(' to ')}.`,
    '',
    ...(rows.length === 0 ? [] : rowsOf(rows)),
    ...(constants.length === 0 ? [] : constantsOf(constants)),
  ];
}

function rowsOf(rows: readonly BenchRow[]): string[] {
  return [
    '| What | Who | A second | Slowest to fastest round | Of the limit |',
    '| --- | --- | ---: | --- | ---: |',
    ...rows.map(({ name, variant, role, perSecond, spread, ratioToLimit }) => {
      const ratio = ratioToLimit === undefined ? '' : ratioToLimit.toFixed(2);
      const who = role === 'ours' ? variant : `${variant} (${role})`;
      return `| ${name} | ${who} | ${rate(perSecond)} | ${rate(spread[0])} to ${rate(spread[1])} | ${ratio} |`;
    }),
    '',
  ];
}

function constantsOf(constants: readonly Constant[]): string[] {
  return [
    '| What | Value | Unit | Of the limit |',
    '| --- | ---: | --- | ---: |',
    ...constants.map(({ name, value, unit, ratioToLimit }) => {
      const ratio = ratioToLimit === undefined ? '' : ratioToLimit.toFixed(2);
      return `| ${name} | ${value < 100 ? value.toFixed(1) : rate(value)} | ${unit} | ${ratio} |`;
    }),
    '',
  ];
}

/** For each thing that was measured: who does more of it in a second. */
function lossesOf(measured: readonly Measured[]): string[] {
  const rows = measured.flatMap((each) => each.rows);
  const losses = [...new Set(rows.map(({ name }) => name))].flatMap((name) => {
    const same = rows.filter((row) => row.name === name);
    const ours = same.filter(({ role }) => role === 'ours');
    return ours.flatMap((own) =>
      same
        .filter(({ role, perSecond }) => role !== 'ours' && perSecond > own.perSecond)
        .map((other) => `- ${name}: ${other.variant} does ${times(other, own)} times what ${own.variant} does.`),
    );
  });
  if (measured.length === 0) return ['Nothing is measured for this page yet.'];
  return losses.length === 0 ? ['Nothing of what was measured.'] : losses;
}

const times = (other: BenchRow, own: BenchRow): string => (other.perSecond / own.perSecond).toFixed(1);
const rate = (value: number): string => Math.round(value).toLocaleString('en-US');

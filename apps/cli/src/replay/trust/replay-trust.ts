import { setImmediate as othersTurn } from 'node:timers/promises';
import { toIso } from '#relationship';
import { TRUST } from '../../tables/datasets/trust.js';
import { openSink, type Format } from '../../tables/sinks/row-sink.js';
import type { RowSink } from '../../tables/sinks/rows.js';
import { isStdout } from '../../output/open-output.js';
import { say } from '../../terminal/saying.js';
import { portfolioParts } from '../kept-columns/portfolio-parts.js';
import { formatOf } from '../../tables/sinks/format-of.js';
import { modelsAsked, type ModelsAsked } from '../../derive/models-asked.js';
import { timesAsked } from '../../derive/options.js';
import type { Session } from '../../session/session.js';
import { TrustSummary, type TotalsAt } from './trust-summary.js';
import { WeighedPart, type Clocks, type TrustRow } from './trust-rows.js';
import { trustText } from './trust-text.js';

export type TrustOptions = {
  /** The id of a model or the path of a document. Default: the active models. */
  readonly model?: string;
  readonly asOf?: readonly number[];
  readonly from?: number;
  readonly to?: number;
  readonly every?: number;
  /** A time, or `as-of`: as known at each time itself. Default: all that is known now. */
  readonly knownAt?: number | 'as-of';
  readonly knownAtPosition?: bigint;
  readonly columns?: string;
  readonly interval?: boolean;
  readonly workers?: number;
  readonly limit: number;
  readonly format?: Format;
  readonly out?: string;
  readonly json?: boolean;
};

/** Assesses all relationships from the facts, and prints a table or writes every row. */
export async function replayTrust(session: Session, options: TrustOptions, now = Date.now()): Promise<void> {
  const startedAt = performance.now();
  const asOf = timesAsked(options, now);
  const models = await modelsAsked(session, options.model);
  const summary = new TrustSummary(asOf, options.limit);
  const sink = sinkOf(options);
  let written = 0;
  try {
    for await (const rows of rowsOf(session, options, models, asOf, now)) {
      written += rows.length;
      summary.add(rows);
      await sink?.write(rows);
      await othersTurn(); // weighing never yields, so without this a signal would be handled only at the end
      if (session.signal.aborted) break;
    }
  } catch (error) {
    await sink?.abandon();
    throw error;
  }
  session.progress.end();
  if (session.signal.aborted) return sink?.abandon();
  await sink?.close();
  await tell(options, summary, { rows: written, seconds: Math.round(performance.now() - startedAt) / 1000 });
}

async function* rowsOf(
  session: Session,
  { knownAt, knownAtPosition, columns: file, workers, interval = false }: TrustOptions,
  models: ModelsAsked,
  asOf: readonly number[],
  now: number,
): AsyncIterable<readonly TrustRow[]> {
  const times = asOf.map((each) => {
    const clocks: Clocks = { asOf: each, knownAt: knownAt === 'as-of' ? each : (knownAt ?? now) };
    return { clocks, inUse: models({ knownAt: clocks.knownAt, position: knownAtPosition }) };
  });
  const everyModel = times.flatMap(({ inUse }) => inUse.all);
  const asked = { asOf, knownAt, knownAtPosition, columns: file, workers, models: everyModel };
  for await (const { which, columns } of portfolioParts(session, 'Assessing', asked)) {
    const weighed = new WeighedPart(columns);
    for (const [index, { clocks, inUse }] of times.entries()) {
      if (knownAt === 'as-of' && index !== which) continue;
      yield weighed.rowsAt(clocks, inUse, interval);
    }
  }
}

/** Null if a table is wanted. */
function sinkOf({ format, out }: TrustOptions): RowSink<TrustRow> | null {
  if (format === undefined && out === undefined) return null;
  return openSink({ dataset: TRUST, format: format ?? formatOf(out), out: out ?? null });
}

async function tell(
  { format, out, json }: TrustOptions,
  { totals, models, weakest }: TrustSummary,
  counts: { readonly rows: number; readonly seconds: number },
): Promise<void> {
  if (out === undefined ? format !== undefined : isStdout(out)) return;
  if (json) {
    const said = { models, ...counts, portfolio: totals.map(totalsJson), weakest: weakest.map(rowJson) };
    return say(`${JSON.stringify(said)}\n`);
  }
  const wrote = `${counts.rows.toLocaleString('en-US')} rows in ${out}, ${counts.seconds.toFixed(1)} s`;
  await say(`${out === undefined ? trustText(models, totals, weakest) : wrote}\n`);
}

const totalsJson = (at: TotalsAt) => ({ ...at, asOf: toIso(at.asOf) });
const rowJson = (row: TrustRow) => ({ ...row, asOf: toIso(row.asOf), knownAt: toIso(row.knownAt) });

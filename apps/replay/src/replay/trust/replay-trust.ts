import type { TrustModel } from '#trust';
import { TRUST } from '../../export/datasets/trust.js';
import { openSink, type Format } from '../../export/sinks/row-sink.js';
import { derive } from '../derive/derive.js';
import { formatOf } from '../format-of.js';
import { timesAsked } from '../options.js';
import { countingOn, type Session } from '../session.js';
import { BookSummary } from './book-summary.js';
import { trustRows, type Reading } from './trust-rows.js';
import { trustText } from './trust-text.js';

export type TrustOptions = {
  readonly model: TrustModel;
  readonly asOf?: readonly number[];
  readonly from?: number;
  readonly to?: number;
  readonly every?: number;
  /** A moment, or as it was known at each time itself; left out: all that is known now. */
  readonly knownAt?: number | 'as-of';
  readonly knownAtPosition?: bigint;
  readonly interval?: boolean;
  readonly workers?: number;
  readonly limit: number;
  readonly format?: Format;
  readonly out?: string;
  readonly json?: boolean;
};

/** Assesses the whole book anew from the facts, and says it as a table or writes every row. */
export async function replayTrust(session: Session, options: TrustOptions, now = Date.now()): Promise<void> {
  const { model, knownAt = now, format, out, limit } = options;
  const asOf = timesAsked(options, now);
  const known = knownAt === 'as-of' ? asOf : [knownAt];
  const upTo = options.knownAtPosition ?? session.head;
  const summary = new BookSummary(asOf, limit);
  const sink =
    format === undefined && out === undefined
      ? null
      : openSink({ dataset: TRUST, format: format ?? formatOf(out), out: out ?? null });
  const { settings, reading, signal } = session;
  const read = countingOn(session.progress, 'Assessing', upTo);
  let written = 0;
  const startedAt = performance.now();
  try {
    for await (const { which, columns } of derive({
      settings,
      reading,
      wanted: { upTo, knownAt: known },
      workers: options.workers,
      read,
    })) {
      const readings: Reading[] =
        knownAt === 'as-of'
          ? [{ asOf: asOf[which] ?? now, knownAt: asOf[which] ?? now }]
          : asOf.map((each) => ({ asOf: each, knownAt }));
      for (const one of readings) {
        const rows = trustRows(columns, model, [one], options.interval ?? false);
        written += rows.length;
        summary.add(rows);
        await sink?.write(rows);
      }
      if (signal.aborted) break;
    }
  } catch (error) {
    await sink?.abandon();
    throw error;
  }
  session.progress.end();
  if (signal.aborted) return sink?.abandon();
  await sink?.close();
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  if (sink !== null && out === undefined) return;
  const { book, weakest } = summary;
  if (options.json)
    console.log(
      JSON.stringify({ model: model.id, rows: written, seconds, book: book.map(inIso), weakest: weakest.map(inIso) }),
    );
  else if (sink === null) console.log(trustText(model.id, book, weakest));
  else console.log(`${written.toLocaleString('en-US')} rows in ${out}, ${seconds.toFixed(1)} s`);
}

const inIso = <T extends { readonly asOf: number }>(row: T) => ({ ...row, asOf: new Date(row.asOf).toISOString() });

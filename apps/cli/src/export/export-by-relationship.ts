import type { RecordedContact } from '#relationship';
import { wholeRelationships } from '../derive/whole-relationships.js';
import { formatOf } from '../tables/sinks/format-of.js';
import { modelsAsked } from '../derive/models-asked.js';
import { asOfLeftOut } from '../derive/options.js';
import { countingOn, positionAsked, type Session } from '../session/session.js';
import { isStdout } from '../output/open-output.js';
import { say } from '../terminal/saying.js';
import type { Dataset } from '../tables/datasets/dataset.js';
import type { Asked } from './export-rows.js';
import { forecastBasis } from './forecast-basis.js';
import { openSink, type Format } from '../tables/sinks/row-sink.js';

export type ExportOptions = {
  readonly asOf?: number;
  readonly knownAt?: number;
  readonly knownAtPosition?: bigint;
  /** The id of a model or the path of a document. Default: each segment's active model. */
  readonly model?: string;
  readonly format?: Format;
  readonly out?: string;
  readonly json?: boolean;
};

type RowsOf<Row> = (customerId: string, contacts: readonly RecordedContact[], asked: Asked) => readonly Row[];

const ROWS_AT_A_TIME = 1_000;

/** Writes the rows of every relationship; one relationship is in memory at a time. @returns the number of rows */
export async function exportByRelationship<Row>(
  session: Session,
  dataset: Dataset<Row>,
  rowsOf: RowsOf<Row>,
  options: ExportOptions,
  now = Date.now(),
): Promise<number> {
  const { knownAt = now, asOf = asOfLeftOut(now, knownAt), knownAtPosition, out } = options;
  const upTo = positionAsked(session, knownAtPosition);
  const asked = await modelsAsked(session, options.model);
  const models = asked({ knownAt, position: knownAtPosition });
  const basis = dataset.hasForecasts ? await forecastBasis(session, { asOf, knownAt, upTo }) : null;
  const sink = openSink({ dataset, format: options.format ?? formatOf(out), out: out ?? null });
  const read = countingOn(session, 'Exporting', upTo);
  let written = 0;
  let held: Row[] = [];
  const pass = async () => {
    written += held.length;
    await sink.write(held);
    held = [];
  };
  try {
    for await (const { customerId, contacts } of wholeRelationships(session.reading.store, { upTo }, read)) {
      // One by one: a relationship may have more rows than a call takes arguments.
      for (const row of rowsOf(customerId, contacts, { asOf, knownAt, models, basis })) held.push(row);
      if (held.length >= ROWS_AT_A_TIME) await pass();
      if (!session.signal.aborted) continue;
      await sink.abandon();
      return 0;
    }
    if (held.length > 0) await pass();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  session.progress.end();
  await sink.close();
  return written;
}

/** Exports, then prints the number of rows if they went to a file. */
export async function exportAndTell<Row>(
  session: Session,
  dataset: Dataset<Row>,
  rowsOf: RowsOf<Row>,
  options: ExportOptions,
): Promise<void> {
  const { out, json } = options;
  const rows = await exportByRelationship(session, dataset, rowsOf, options);
  if (out === undefined || isStdout(out) || session.signal.aborted) return;
  const text = json
    ? JSON.stringify({ dataset: dataset.name, out, rows })
    : `${rows.toLocaleString('en-US')} rows in ${out}`;
  await say(`${text}\n`);
}

import type { StoredEvent } from '#event-store';
import { EVENTS, eventRow, type EventRow } from '../../tables/datasets/events.js';
import { openSink, type Format } from '../../tables/sinks/row-sink.js';
import type { RowSink } from '../../tables/sinks/rows.js';
import { isStdout } from '../../output/open-output.js';
import { say } from '../../terminal/saying.js';
import { formatOf } from '../../tables/sinks/format-of.js';
import { countingOn, type Session } from '../../session/session.js';
import { assertAnswerable, withCustomerOnRecord } from './events-asked.js';
import { matches, mayMatch, type EventFilter } from './event-filter.js';
import { eventLines } from './event-lines.js';
import { eventsFrom, eventsIn } from './event-source.js';

export type EventsOptions = EventFilter & {
  readonly after?: bigint;
  readonly upTo?: bigint;
  readonly follow?: boolean;
  readonly limit?: number;
  readonly withNames?: boolean;
  readonly format?: Format;
  readonly out?: string;
  readonly json?: boolean;
};

/** Writes the events that match, in log order, as lines for people or as rows. */
export async function replayEvents(session: Session, asked: EventsOptions): Promise<void> {
  const { follow = false, out, limit = Infinity } = asked;
  const { store } = session.reading;
  assertAnswerable(asked);
  const options = await withCustomerOnRecord(store, asked);
  const keys = options.withNames ? await session.reading.keys() : null;
  const sink = sinkOf(options);
  const read = follow ? () => {} : countingOn(session, 'Reading', session.head);
  const source = follow ? eventsFrom(store, options, session.signal) : eventsIn(store, options, options.customer);
  const wanted = (event: StoredEvent): EventRow[] => {
    if (!mayMatch(event, options)) return [];
    const row = eventRow(event, keys);
    return matches(row, options) ? [row] : [];
  };
  let written = 0;
  try {
    for await (const batch of source) {
      const rows = batch.flatMap(wanted).slice(0, limit - written);
      written += rows.length;
      if (rows.length > 0) await sink.write(rows);
      read(batch.length);
      if (session.signal.aborted || written >= limit) break;
    }
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  session.progress.end();
  if (session.signal.aborted && !follow) return sink.abandon();
  await sink.close();
  if (out === undefined || isStdout(out)) return;
  await say(
    options.json
      ? `${JSON.stringify({ dataset: EVENTS.name, out, rows: written })}\n`
      : `${written.toLocaleString('en-US')} rows in ${out}\n`,
  );
}

/** Lines for people, unless a format, a file or JSON was asked for. */
function sinkOf({ format, out, json }: EventsOptions): RowSink<EventRow> {
  const asked = format ?? (out === undefined ? (json ? 'ndjson' : undefined) : formatOf(out));
  return asked === undefined ? eventLines() : openSink({ dataset: EVENTS, format: asked, out: out ?? null });
}

import type { ServerWritableStream } from '@grpc/grpc-js';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Database } from '../database/database.js';
import { DELETED_STREAM, type LogRecord } from '../database/records.js';
import { invalidPosition, readFailed, streamDeleted } from './failures.js';
import { recordFilter, type RecordFilter } from './filter.js';
import { readEvent, streamIdentifier, streamName } from './messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** The client went away, or the call has been ended from this side. */
export const isOver = (call: ReadCall): boolean => call.cancelled || call.writableEnded || call.destroyed;

/** Writes, then waits until the client has room: a slow reader slows the server down instead of filling its memory. */
export async function send(call: ReadCall, message: ReadResp): Promise<void> {
  if (isOver(call) || call.write(message)) return;
  await new Promise<void>((resolve) => {
    const resume = () => {
      for (const name of ['drain', 'cancelled', 'close']) call.off(name, resume);
      resolve();
    };
    for (const name of ['drain', 'cancelled', 'close']) call.on(name, resume);
  });
}

/** How an event goes out: what is not an event is never held back. */
export type SendEvent = (event: ReadResp) => Promise<void>;

/** Server events that no reader of `$all` is shown. */
export const isHidden = ({ stream }: LogRecord): boolean =>
  stream === '$epoch-information' || /^\$persistentsubscription-\$all::.*-(checkpoint|parked)$/.test(stream);

/** @returns the event and, where it was found through a link, the link */
export function resolve(database: Database, record: LogRecord, links: boolean): ReadResp {
  if (!links || record.type !== '$>') return readEvent(record);
  const [revision = '', ...name] = Buffer.from(record.data).toString('utf8').split('@');
  const stream = name.join('@');
  const target = /^\d+$/.test(revision) ? database.streams.at(stream, BigInt(revision)) : undefined;
  const shown = target && target.revision >= database.streams.firstVisible(stream, database.now());
  return readEvent(shown ? target : undefined, record);
}

export async function serveRead(
  database: Database,
  call: ReadCall,
  options: ReadReq.Options,
  sendEvent: SendEvent,
): Promise<void> {
  const links = options.getResolveLinks();
  const limit = BigInt(options.getCount());
  const filter = recordFilter(options.getFilter());
  const found = options.hasAll() ? recordsOfAll(database, options, filter) : recordsOfStream(database, options);
  if (found === 'not found') {
    const missing = new streams.ReadResp.StreamNotFound();
    missing.setStreamIdentifier(streamIdentifier(streamName(options.getStream()?.getStreamIdentifier())));
    await send(call, new streams.ReadResp().setStreamNotFound(missing));
    return;
  }
  let sent = 0n;
  for (const record of found) {
    if (sent >= limit || isOver(call)) return;
    await sendEvent(resolve(database, record, links));
    sent += 1n;
  }
}

const isForwards = (options: ReadReq.Options) =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS;

function recordsOfStream(database: Database, options: ReadReq.Options): Iterable<LogRecord> | 'not found' {
  const stream = streamName(options.getStream()?.getStreamIdentifier());
  const state = database.streams.state(stream);
  if (state === 'tombstoned') throw streamDeleted(stream);
  if (state === 'softDeleted' || database.streams.lastRevision(stream) < 0n) return 'not found';
  const from = options.getStream();
  const last = database.streams.lastRevision(stream);
  const forwards = isForwards(options);
  const asked = from?.hasRevision() ? BigInt(from.getRevision()) : from?.hasEnd() ? null : 0n;
  if (forwards && from?.hasEnd()) throw readFailed();
  if (forwards && asked !== null && asked > DELETED_STREAM) throw new Error('a server fails beyond the last revision');
  const first = database.streams.firstVisible(stream, database.now());
  const events = database.streams.all(stream);
  return (function* () {
    if (forwards) {
      for (let at = asked ?? 0n; at <= last; at += 1n) {
        const record = events[Number(at)];
        if (at >= first && record) yield record;
      }
      return;
    }
    for (let at = asked === null || asked > last ? last : asked; at >= first && at >= 0n; at -= 1n) {
      const record = events[Number(at)];
      if (record) yield record;
    }
  })();
}

function recordsOfAll(database: Database, options: ReadReq.Options, filter: RecordFilter): Iterable<LogRecord> {
  const { records } = database;
  const all = options.getAll();
  const end = records.length;
  const forwards = isForwards(options);
  let from = all?.hasEnd() ? end : 0;
  if (all?.hasPosition()) {
    const position = BigInt(all.getPosition()?.getCommitPosition() ?? '0');
    from = position === 2n ** 64n - 1n ? end : database.indexOf(position);
    if (from < end && records[from]?.position !== position) throw invalidPosition();
  }
  return (function* () {
    // Forwards the record at the position is the first one read; backwards it is the one before it.
    const step = forwards ? 1 : -1;
    for (let at = forwards ? from : from - 1; at >= 0 && at < end; at += step) {
      const record = records[at];
      if (record && !isHidden(record) && filter(record)) yield record;
    }
  })();
}

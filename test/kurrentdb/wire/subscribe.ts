import { randomUUID } from 'node:crypto';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Database } from '../database/database.js';
import { DELETED_STREAM, type LogRecord } from '../database/records.js';
import type { Limits } from '../limits.js';
import { invalidPosition, streamDeleted, tooSlow } from './failures.js';
import { recordFilter } from './filter.js';
import { streamName } from './messages.js';
import { isHidden, isOver, resolve, send, type ReadCall, type SendEvent } from './read.js';

/** How far behind a live subscription may fall before the server goes back to reading: its live buffer, in events. */
const LIVE_BUFFER = 32;
const DEFAULT_SEARCH_WINDOW = 32;

const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());

const checkpoint = (position: bigint): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(position.toString()).setPreparePosition(position.toString()),
  );

/** What a subscription follows: which records it considers, which of them it passes on, and where it begins. */
type Followed = {
  readonly begins: number;
  readonly considers: (record: LogRecord) => boolean;
  readonly passes: (record: LogRecord) => boolean;
  /** Considered records between two checkpoints; none are sent where this is null. */
  readonly checkpointEvery: number | null;
  /** Thrown after this record: a stream ends with its tombstone. */
  readonly endsWith?: (record: LogRecord) => Error | undefined;
};

/** Reads what there is, says it has caught up, and goes on with what is appended, until the call ends. */
export async function serveSubscription(
  database: Database,
  call: ReadCall,
  options: ReadReq.Options,
  sendEvent: SendEvent,
  { saysCaughtUp, dropsSlowSubscribers }: Pick<Limits, 'saysCaughtUp' | 'dropsSlowSubscribers'>,
): Promise<void> {
  const links = options.getResolveLinks();
  const followed = options.hasAll() ? followAll(database, options) : followStream(database, options);
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  await send(call, new streams.ReadResp().setConfirmation(confirmation));

  let next = followed.begins;
  let considered = 0;
  let lastCheckpoint = -1n;
  let live = false;
  const checkpointAt = async (record: LogRecord | undefined) => {
    if (followed.checkpointEvery === null || !record || record.position <= lastCheckpoint) return;
    lastCheckpoint = record.position;
    await send(call, checkpoint(record.position));
  };

  while (!isOver(call)) {
    if (live && database.records.length - next > LIVE_BUFFER) {
      if (dropsSlowSubscribers) throw tooSlow();
      live = false;
    }
    for (; next < database.records.length && !isOver(call); next += 1) {
      const record = database.records[next];
      if (!record || !followed.considers(record)) continue;
      considered += 1;
      if (followed.passes(record)) await sendEvent(resolve(database, record, links));
      const end = followed.endsWith?.(record);
      if (end) throw end;
      if (followed.checkpointEvery !== null && considered % followed.checkpointEvery === 0) await checkpointAt(record);
    }
    if (!live) {
      live = true;
      if (next > followed.begins) await checkpointAt(database.records[next - 1]);
      if (saysCaughtUp) await send(call, caughtUp());
      if (next < database.records.length) continue;
    }
    await somethingNew(database, call, next);
  }
}

function followAll(database: Database, options: ReadReq.Options): Followed {
  const all = options.getAll();
  const filterOptions = options.getFilter();
  const filter = recordFilter(filterOptions);
  const window = filterOptions?.hasMax() ? filterOptions.getMax() : DEFAULT_SEARCH_WINDOW;
  const after = all?.hasPosition() ? BigInt(all.getPosition()?.getCommitPosition() ?? '0') : null;
  const begins = all?.hasEnd() ? database.records.length : after === null ? 0 : recordAfter(database, after);
  return {
    begins,
    // Events at or before a position in the future are skipped once they come.
    considers: (record) => !isHidden(record) && (after === null || record.position > after),
    passes: filter,
    checkpointEvery: filterOptions ? window * Math.max(1, filterOptions.getCheckpointintervalmultiplier()) : null,
  };
}

/** The index of the first record after a position that a client was given, or after the end where it lies beyond. */
function recordAfter(database: Database, position: bigint): number {
  const index = database.indexOf(position);
  const record = database.records[index];
  if (record && record.position !== position) throw invalidPosition();
  return record ? index + 1 : index;
}

function followStream(database: Database, options: ReadReq.Options): Followed {
  const from = options.getStream();
  const stream = streamName(from?.getStreamIdentifier());
  if (database.streams.isTombstoned(stream)) throw streamDeleted(stream);
  const after = from?.hasRevision() ? BigInt(from.getRevision()) : from?.hasEnd() ? null : -1n;
  const begins = after === null ? database.records.length : 0;
  // A real server was seen to tell nothing of what is appended later. Nobody may rely on it.
  const hearsNothing = after === null && database.streams.lastRevision(stream) < 0n;
  return {
    begins,
    considers: (record) =>
      !hearsNothing &&
      record.stream === stream &&
      record.revision > (after ?? -1n) &&
      (record.revision === DELETED_STREAM || record.revision >= database.streams.firstVisible(stream, database.now())),
    passes: () => true,
    checkpointEvery: null,
    endsWith: (record) => (record.revision === DELETED_STREAM ? streamDeleted(stream) : undefined),
  };
}

function somethingNew(database: Database, call: ReadCall, seen: number): Promise<void> {
  if (database.records.length > seen) return Promise.resolve();
  return new Promise((resume) => {
    const wake = () => {
      stopListening();
      call.off('cancelled', wake).off('close', wake);
      resume();
    };
    const stopListening = database.onCommit(wake);
    call.on('cancelled', wake).on('close', wake);
  });
}

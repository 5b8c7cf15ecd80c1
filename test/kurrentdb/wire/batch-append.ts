import type { ServerDuplexStream } from '@grpc/grpc-js';
import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import streams, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { AppendOutcome } from '../database/database.js';
import type { ExpectedRevision } from '../database/expected-revision.js';
import type { ProposedEvent } from '../database/records.js';
import { streamDeleted, type InBatch } from './failures.js';
import { allPosition, proposedEvent, streamIdentifier, streamName, uuidText } from './messages.js';

export type BatchAppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** One append of a batch stream, once its last message is here. */
export type BatchedAppend = {
  readonly correlationId: shared.UUID;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** Its deadline had passed when it was complete: nothing of it is written. */
  readonly late: boolean;
  readonly events: readonly ProposedEvent[];
};

type Begun = { readonly options: BatchAppendReq.Options; readonly until: number; readonly events: ProposedEvent[] };

/** Puts the messages of a batch stream together: an append may come in several, other appends in between. */
export class BatchAssembly {
  private readonly begun = new Map<string, Begun>();

  /** @param now the server's clock, against which it holds a deadline that the client took from its own */
  constructor(
    private readonly now: () => number,
    private readonly timeoutMs: number,
  ) {}

  /** @returns the append that this message completes, if any */
  add(message: BatchAppendReq): BatchedAppend | null {
    const correlationId = message.getCorrelationId();
    const append = this.begin(message);
    if (!correlationId || !append) return null;
    append.events.push(...message.getProposedMessagesList().map(proposedEvent));
    if (!message.getIsFinal()) return null;
    this.begun.delete(uuidText(correlationId));
    return {
      correlationId,
      stream: streamName(append.options.getStreamIdentifier()),
      expected: expectedPosition(append.options),
      late: this.now() >= append.until,
      events: append.events,
    };
  }

  private begin(message: BatchAppendReq): Begun | undefined {
    const key = uuidText(message.getCorrelationId());
    const options = message.getOptions();
    if (options && !this.begun.has(key)) {
      const deadline = options.getDeadline();
      const client = deadline ? deadline.getSeconds() * 1000 + deadline.getNanos() / 1e6 : Infinity;
      this.begun.set(key, { options, until: Math.min(client, this.now() + this.timeoutMs), events: [] });
    }
    return this.begun.get(key);
  }
}

function expectedPosition(options: BatchAppendReq.Options): ExpectedRevision {
  if (options.hasStreamPosition()) return BigInt(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

export function batchResponse(append: BatchedAppend, outcome: AppendOutcome): BatchAppendResp {
  switch (outcome.is) {
    case 'deleted':
      throw streamDeleted(append.stream);
    case 'wrongRevision':
      return batchFailure(append, {
        code: code.Code.ALREADY_EXISTS,
        message: 'WrongExpectedVersion',
        type: 'event_store.client.WrongExpectedVersion',
        details: wrongVersion(append.expected, outcome.actual).serializeBinary(),
      });
    case 'written': {
      const success = new streams.BatchAppendResp.Success();
      if (outcome.lastRevision < 0n) success.setNoStream(new empty.Empty());
      else success.setCurrentRevision(outcome.lastRevision.toString());
      if (outcome.position === undefined) success.setNoPosition(new empty.Empty());
      else success.setPosition(allPosition(outcome.position));
      return response(append).setSuccess(success);
    }
  }
}

export function batchFailure(append: BatchedAppend, failure: InBatch): BatchAppendResp {
  const details = new any.Any();
  details.pack(failure.details, failure.type);
  return response(append).setError(
    new statusMessages.Status().setCode(failure.code).setMessage(failure.message).setDetails(details),
  );
}

/** Every answer says which append it is for. */
const response = ({ correlationId, stream }: BatchedAppend): BatchAppendResp =>
  new streams.BatchAppendResp().setCorrelationId(correlationId).setStreamIdentifier(streamIdentifier(stream));

function wrongVersion(expected: ExpectedRevision, actual: bigint): shared.WrongExpectedVersion {
  const message = new shared.WrongExpectedVersion();
  if (actual < 0n) message.setCurrentNoStream(new empty.Empty());
  else message.setCurrentStreamRevision(actual.toString());
  if (typeof expected === 'bigint') return message.setExpectedStreamPosition(expected.toString());
  if (expected === 'any') return message.setExpectedAny(new empty.Empty());
  if (expected === 'no_stream') return message.setExpectedNoStream(new empty.Empty());
  return message.setExpectedStreamExists(new empty.Empty());
}

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
import { allPosition, proposedEvent, streamIdentifier, streamName } from './messages.js';

export type BatchAppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** One append of a batch stream, once its last message is here. */
export type BatchedAppend = {
  readonly correlationId: shared.UUID;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** Milliseconds since the epoch by the client's clock; null where it set none. */
  readonly deadline: number | null;
  readonly events: readonly ProposedEvent[];
};

/** Puts the messages of a batch stream together: an append may come in several, other appends in between. */
export class BatchAssembly {
  private readonly begun = new Map<string, { options: BatchAppendReq.Options; events: ProposedEvent[] }>();

  /** @returns the append that this message completes, if any */
  add(message: BatchAppendReq): BatchedAppend | null {
    const correlationId = message.getCorrelationId();
    if (!correlationId) return null;
    const key = correlationId.getString();
    const append = this.begun.get(key) ?? {
      options: message.getOptions() ?? new streams.BatchAppendReq.Options(),
      events: [],
    };
    for (const event of message.getProposedMessagesList()) append.events.push(proposedEvent(event));
    if (!message.getIsFinal()) {
      this.begun.set(key, append);
      return null;
    }
    this.begun.delete(key);
    const deadline = append.options.getDeadline();
    return {
      correlationId,
      stream: streamName(append.options.getStreamIdentifier()),
      expected: expectedPosition(append.options),
      deadline: deadline ? deadline.getSeconds() * 1000 + deadline.getNanos() / 1e6 : null,
      events: append.events,
    };
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
      return batchFailure(append, {
        code: code.Code.FAILED_PRECONDITION,
        message: `Event stream '${append.stream}' is deleted.`,
        type: 'event_store.client.StreamDeleted',
        details: new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(append.stream)).serializeBinary(),
      });
    case 'wrongRevision':
      return batchFailure(append, {
        code: code.Code.FAILED_PRECONDITION,
        message: 'Append failed due to WrongExpectedVersion.',
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

export type BatchFailure = {
  readonly code: code.Code;
  readonly message: string;
  /** Full name of the message that `details` holds. */
  readonly type: string;
  readonly details: Uint8Array;
};

export function batchFailure(append: BatchedAppend, failure: BatchFailure): BatchAppendResp {
  const details = new any.Any();
  details.pack(failure.details, failure.type);
  return response(append).setError(
    new statusMessages.Status().setCode(failure.code).setMessage(failure.message).setDetails(details),
  );
}

/** Every answer repeats which append it is for, and what that append expected. */
function response({ correlationId, stream, expected }: BatchedAppend): BatchAppendResp {
  const message = new streams.BatchAppendResp()
    .setCorrelationId(correlationId)
    .setStreamIdentifier(streamIdentifier(stream));
  if (typeof expected === 'bigint') return message.setStreamPosition(expected.toString());
  if (expected === 'any') return message.setAny(new empty.Empty());
  if (expected === 'no_stream') return message.setNoStream(new empty.Empty());
  return message.setStreamExists(new empty.Empty());
}

function wrongVersion(expected: ExpectedRevision, actual: bigint): shared.WrongExpectedVersion {
  const message = new shared.WrongExpectedVersion();
  if (actual < 0n) message.setCurrentNoStream(new empty.Empty());
  else message.setCurrentStreamRevision(actual.toString());
  if (typeof expected === 'bigint') return message.setExpectedStreamPosition(expected.toString());
  if (expected === 'any') return message.setExpectedAny(new empty.Empty());
  if (expected === 'no_stream') return message.setExpectedNoStream(new empty.Empty());
  return message.setExpectedStreamExists(new empty.Empty());
}

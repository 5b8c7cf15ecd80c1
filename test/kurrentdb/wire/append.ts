import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendOutcome } from '../database/database.js';
import type { ExpectedRevision } from '../database/expected-revision.js';
import type { ProposedEvent } from '../database/records.js';
import { streamDeleted } from './failures.js';
import { proposedEvent, streamName } from './messages.js';

export type AppendCall = ServerReadableStream<AppendReq, AppendResp>;
export type AppendAnswer = sendUnaryData<AppendResp>;

/** One append of the kind that has a call of its own: first its options, then an event a message. */
export type AskedAppend = {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
};

export async function receiveAppend(call: AppendCall): Promise<AskedAppend> {
  let stream = '';
  let expected: ExpectedRevision = 'any';
  const events: ProposedEvent[] = [];
  for await (const message of call as AsyncIterable<AppendReq>) {
    const options = message.getOptions();
    if (options) {
      stream = streamName(options.getStreamIdentifier());
      expected = expectedRevision(options);
    }
    const event = message.getProposedMessage();
    if (event) events.push(proposedEvent(event));
  }
  return { stream, expected, events };
}

/** The four ways in which every writing call says what it expects. */
export function expectedRevision(options: {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}): ExpectedRevision {
  if (options.hasRevision()) return BigInt(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

export function appendResponse({ stream, expected }: AskedAppend, outcome: AppendOutcome): AppendResp {
  const response = new streams.AppendResp();
  switch (outcome.is) {
    case 'deleted':
      throw streamDeleted(stream);
    case 'wrongRevision':
      return response.setWrongExpectedVersion(wrongVersion(expected, outcome.actual));
    case 'written': {
      const success = new streams.AppendResp.Success();
      if (outcome.lastRevision < 0n) success.setNoStream(new shared.Empty());
      else success.setCurrentRevision(outcome.lastRevision.toString());
      if (outcome.position === undefined) return response.setSuccess(success.setNoPosition(new shared.Empty()));
      const position = outcome.position.toString();
      success.setPosition(new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position));
      return response.setSuccess(success);
    }
  }
}

function wrongVersion(expected: ExpectedRevision, actual: bigint): streams.AppendResp.WrongExpectedVersion {
  const message = new streams.AppendResp.WrongExpectedVersion();
  if (actual < 0n) message.setCurrentNoStream(new shared.Empty());
  else message.setCurrentRevision(actual.toString());
  if (typeof expected === 'bigint') message.setExpectedRevision(expected.toString());
  else if (expected === 'any') message.setExpectedAny(new shared.Empty());
  else if (expected === 'no_stream') message.setExpectedNoStream(new shared.Empty());
  else message.setExpectedStreamExists(new shared.Empty());
  return message;
}

import streams, {
  type DeleteReq,
  type DeleteResp,
  type TombstoneReq,
  type TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteOutcome } from '../database/database.js';
import { expectedAsNumber, type ExpectedRevision } from '../database/expected-revision.js';
import { expectedRevision } from './append.js';
import { streamDeleted, wrongExpectedVersion } from './failures.js';
import { streamName } from './messages.js';

export type AskedDeletion = { readonly stream: string; readonly expected: ExpectedRevision };

export function askedDeletion(request: DeleteReq | TombstoneReq): AskedDeletion {
  const options = request.getOptions();
  return {
    stream: streamName(options?.getStreamIdentifier()),
    expected: options ? expectedRevision(options) : 'any',
  };
}

/** Unlike an append, a deletion says what was wrong with a status and trailers. */
function positionOf({ stream, expected }: AskedDeletion, outcome: DeleteOutcome): string {
  if (outcome.is === 'deleted') throw streamDeleted(stream);
  if (outcome.is === 'wrongRevision') throw wrongExpectedVersion(stream, expectedAsNumber(expected), outcome.actual);
  return outcome.position.toString();
}

export function deleteResponse(asked: AskedDeletion, outcome: DeleteOutcome): DeleteResp {
  const position = positionOf(asked, outcome);
  return new streams.DeleteResp().setPosition(
    new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
}

export function tombstoneResponse(asked: AskedDeletion, outcome: DeleteOutcome): TombstoneResp {
  const position = positionOf(asked, outcome);
  return new streams.TombstoneResp().setPosition(
    new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
}

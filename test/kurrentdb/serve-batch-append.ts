import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import { exceeded } from './limits.js';
import { QuietEnd, Silence, type Serving } from './serving.js';
import {
  BatchAssembly,
  batchFailure,
  batchResponse,
  type BatchAppendCall,
  type BatchedAppend,
} from './wire/batch-append.js';
import { Failure } from './wire/failures.js';

/** The call over which a client sends all its appends, each answered by its correlation id. */
export const serveBatchAppend =
  (node: Serving) =>
  (call: BatchAppendCall): void => {
    const assembly = new BatchAssembly();
    call.on('data', (message: BatchAppendReq) => {
      const append = assembly.add(message);
      if (!append) return;
      serve(node, call, append).then(
        (response) => void (call.destroyed || call.cancelled || call.write(response)),
        (error: unknown) => {
          if (error instanceof Silence) return;
          if (error instanceof QuietEnd) call.end();
          else
            call.destroy(error instanceof Failure ? error : new Failure(status.UNKNOWN, `Unexpected ${String(error)}`));
        },
      );
    });
    call.on('end', () => call.end());
    call.on('error', () => {}); // a client that is gone needs no answer
  };

function serve(node: Serving, call: BatchAppendCall, append: BatchedAppend): Promise<BatchAppendResp> {
  const { database, limits } = node.cluster;
  return node.perform('batchAppend', append.stream, call.metadata, () => {
    const over = exceeded(limits, append.events);
    if (over) return batchFailure(append, tooLarge(over.limitBytes));
    if (append.deadline !== null && append.deadline <= database.now()) return batchFailure(append, timeout);
    return batchResponse(append, database.append(append.stream, append.expected, append.events));
  });
}

const timeout = {
  code: code.Code.DEADLINE_EXCEEDED,
  message: 'Timeout',
  type: 'event_store.client.Timeout',
  details: new shared.Timeout().serializeBinary(),
};

const tooLarge = (limitBytes: number) => ({
  code: code.Code.INVALID_ARGUMENT,
  message: `Maximum Append Size of ${limitBytes} Exceeded.`,
  type: 'event_store.client.MaximumAppendSizeExceeded',
  details: new shared.MaximumAppendSizeExceeded().setMaxappendsize(limitBytes).serializeBinary(),
});

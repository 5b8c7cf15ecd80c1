import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { admit } from './limits.js';
import { QuietEnd, Silence, type Serving } from './serving.js';
import {
  BatchAssembly,
  batchFailure,
  batchResponse,
  type BatchAppendCall,
  type BatchedAppend,
} from './wire/batch-append.js';
import { asFailure, timedOut } from './wire/failures.js';

/** The call over which a client sends all its appends, each answered by its correlation id. */
export const serveBatchAppend =
  (node: Serving) =>
  (call: BatchAppendCall): void => {
    const { database, limits } = node.cluster;
    const assembly = new BatchAssembly(database.now, limits.writeTimeoutMs);
    const answer = (response: BatchAppendResp) => {
      if (!call.destroyed && !call.cancelled) call.write(response);
    };
    call.on('data', (message: BatchAppendReq) => {
      const append = assembly.add(message);
      if (!append) return;
      serve(node, call, append).then(answer, (error: unknown) => {
        if (error instanceof Silence) return;
        if (error instanceof QuietEnd) return void call.end();
        const failure = asFailure(error);
        if (failure.inBatch) answer(batchFailure(append, failure.inBatch));
        else call.emit('error', failure);
      });
    });
    call.on('end', () => call.end());
    call.on('error', () => {}); // a client that is gone needs no answer
  };

async function serve(node: Serving, call: BatchAppendCall, append: BatchedAppend): Promise<BatchAppendResp> {
  const { database, limits } = node.cluster;
  if (append.late) throw timedOut();
  return node.perform('batchAppend', append.stream, call.metadata, () => {
    admit(limits, append.events);
    return batchResponse(append, database.append(append.stream, append.expected, append.events));
  });
}

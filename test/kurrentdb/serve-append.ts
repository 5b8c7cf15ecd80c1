import { setImmediate } from 'node:timers/promises';
import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { admit } from './limits.js';
import { Silence, type Serving } from './serving.js';
import { appendResponse, receiveAppend, type AppendAnswer, type AppendCall } from './wire/append.js';
import { asFailure } from './wire/failures.js';

/** The append that is one call of its own. */
export const serveAppend =
  (node: Serving) =>
  (call: AppendCall, answer: AppendAnswer): void => {
    serve(node, call).then(
      (response) => answer(null, response),
      (error: unknown) => {
        if (!(error instanceof Silence)) answer(asFailure(error));
      },
    );
  };

async function serve(node: Serving, call: AppendCall): Promise<AppendResp> {
  const { database, limits } = node.cluster;
  const asked = await receiveAppend(call);
  // A call that was cut ends its messages as a complete one does, and is said to be cancelled a moment later.
  await setImmediate();
  if (call.cancelled) throw new Silence();
  return node.perform('append', asked.stream, call.metadata, () => {
    admit(limits, asked.events);
    return appendResponse(asked, database.append(asked.stream, asked.expected, asked.events));
  });
}

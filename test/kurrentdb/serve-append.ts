import { status } from '@grpc/grpc-js';
import { exceeded } from './limits.js';
import { Silence, type Serving } from './serving.js';
import { appendResponse, receiveAppend, type AppendAnswer, type AppendCall } from './wire/append.js';
import { Failure, maxAppendSizeExceeded } from './wire/failures.js';

/** The append that is one call of its own. */
export const serveAppend =
  (node: Serving) =>
  (call: AppendCall, answer: AppendAnswer): void => {
    serve(node, call).then(
      (response) => answer(null, response),
      (error: unknown) => {
        if (error instanceof Silence) return;
        answer(error instanceof Failure ? error : new Failure(status.UNKNOWN, `Unexpected ${String(error)}`));
      },
    );
  };

async function serve(node: Serving, call: AppendCall) {
  const { database, limits } = node.cluster;
  const asked = await receiveAppend(call);
  return node.perform('append', asked.stream, call.metadata, () => {
    const over = exceeded(limits, asked.events);
    if (over) throw maxAppendSizeExceeded(over.limitBytes);
    return appendResponse(asked, database.append(asked.stream, asked.expected, asked.events));
  });
}

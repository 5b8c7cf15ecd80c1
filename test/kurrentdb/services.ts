import type { sendUnaryData, ServerUnaryCall, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams, { type DeleteReq, type TombstoneReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Mishap, Rpc } from './faults.js';
import { serveAppend } from './serve-append.js';
import { serveBatchAppend } from './serve-batch-append.js';
import { QuietEnd, Silence, type Serving } from './serving.js';
import { clusterInfo, supportedMethods } from './wire/cluster-info.js';
import { askedDeletion, deleteResponse, tombstoneResponse } from './wire/delete.js';
import { asFailure, notReady, type Failure } from './wire/failures.js';
import { streamName } from './wire/messages.js';
import { send, serveRead, type ReadCall, type SendEvent } from './wire/read.js';
import { serveSubscription } from './wire/subscribe.js';

/** The gRPC services of one node. */
export function services(node: Serving): [ServiceDefinition, UntypedServiceImplementation][] {
  const { database, version, limits } = node.cluster;
  return [
    [
      StreamsService,
      {
        append: serveAppend(node),
        batchAppend: serveBatchAppend(node),
        read: (call: ReadCall) => void read(call),
        delete: unary<DeleteReq, streams.DeleteResp>('delete', (request) => {
          const asked = askedDeletion(request);
          return [asked.stream, () => deleteResponse(asked, database.delete(asked.stream, asked.expected))];
        }),
        tombstone: unary<TombstoneReq, streams.TombstoneResp>('tombstone', (request) => {
          const asked = askedDeletion(request);
          return [asked.stream, () => tombstoneResponse(asked, database.tombstone(asked.stream, asked.expected))];
        }),
      },
    ],
    [
      GossipService,
      { read: unary('gossip', () => ['', () => clusterInfo(node.cluster.members(node.index), database.now())]) },
    ],
    [ServerFeaturesService, { getSupportedMethods: unary('features', () => ['', () => supportedMethods(version)]) }],
  ];

  function unary<Request, Response>(rpc: Rpc, ask: (request: Request) => readonly [string, () => Response]) {
    return (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>): void => {
      const [stream, work] = ask(call.request);
      node.perform(rpc, stream, call.metadata, work).then(
        (response) => answer(null, response),
        (error: unknown) => {
          if (!(error instanceof Silence)) answer(asFailure(error));
        },
      );
    };
  }

  async function read(call: ReadCall): Promise<void> {
    const options = call.request.getOptions() ?? new streams.ReadReq.Options();
    const stream = options.hasAll() ? '$all' : streamName(options.getStream()?.getStreamIdentifier());
    const following = options.hasSubscription();
    const end = (failure: Failure | null) => {
      node.subscriptions.delete(end);
      if (failure) call.emit('error', failure);
      else call.end();
    };
    try {
      await node.perform(following ? 'subscribe' : 'read', stream, call.metadata, async (mishap) => {
        const sendEvent = eventSender(call, mishap);
        if (!following) return serveRead(node.replica, call, options, sendEvent);
        node.subscriptions.add(end);
        return serveSubscription(node.replica, call, options, sendEvent, limits);
      });
      end(null);
    } catch (error) {
      if (error instanceof Silence) return;
      end(error instanceof QuietEnd ? null : asFailure(error));
    } finally {
      node.subscriptions.delete(end);
    }
  }
}

/** Sends events until a fault breaks it off. */
function eventSender(call: ReadCall, mishap: Mishap | undefined): SendEvent {
  let left = mishap?.do === 'breakOff' ? mishap.afterEvents : Infinity;
  return async (event) => {
    if (left <= 0) throw mishap?.do === 'breakOff' && mishap.quietly ? new QuietEnd() : notReady();
    left -= 1;
    await send(call, event);
  };
}

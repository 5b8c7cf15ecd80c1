import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';

export type Member = {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly alive: boolean;
  readonly state: 'leader' | 'follower' | 'unknown';
};

export function clusterInfo(members: readonly Member[], now: number): gossip.ClusterInfo {
  const { LEADER, FOLLOWER, UNKNOWN } = gossip.MemberInfo.VNodeState;
  return new gossip.ClusterInfo().setMembersList(
    members.map(({ id, host, port, alive, state }) =>
      new gossip.MemberInfo()
        .setInstanceId(new shared.UUID().setString(id))
        .setTimeStamp((BigInt(now) * 10_000n).toString())
        .setState({ leader: LEADER, follower: FOLLOWER, unknown: UNKNOWN }[state])
        .setIsAlive(alive)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port)),
    ),
  );
}

/** What a server says it can do. Batch append came with 21.10; without it a client makes one call for each append. */
export function supportedMethods(version: string): features.SupportedMethods {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const batches = major > 21 || (major === 21 && minor >= 10);
  const methods = Object.values(StreamsService)
    .map(({ path }) => path.split('/'))
    .filter(([, , method]) => batches || method !== 'BatchAppend')
    .map(([, service = '', method = '']) =>
      new features.SupportedMethod().setServiceName(service.toLowerCase()).setMethodName(method.toLowerCase()),
    );
  return new features.SupportedMethods().setEventStoreServerVersion(version).setMethodsList(methods);
}

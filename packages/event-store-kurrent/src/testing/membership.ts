import gossipPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';

/** The nodes of a cluster by their ports, and which one leads. */
export type FakeMembership = { readonly ports: () => readonly number[]; readonly leader: () => number };

/** What the nodes tell of each other. */
export function membersOf({ ports, leader }: FakeMembership) {
  const info = new gossipPb.ClusterInfo();
  for (const port of ports()) {
    const { FOLLOWER, LEADER } = gossipPb.MemberInfo.VNodeState;
    const endPoint = new gossipPb.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port);
    const id = new sharedPb.UUID();
    id.setString(crypto.randomUUID());
    const member = new gossipPb.MemberInfo();
    member.setInstanceId(id);
    member.setTimeStamp('638000000000000000');
    member.setState(port === leader() ? LEADER : FOLLOWER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    info.addMembers(member);
  }
  return info;
}

import type statusPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';

/** `google.protobuf.Any`, as the client's messages hold it. */
export type Any = NonNullable<ReturnType<InstanceType<typeof statusPb.Status>['getDetails']>>;

export { FakeCluster } from './fake-cluster.ts';
export { FakeLog } from './fake-log.ts';
export type { FakeEvent, FakeRecord } from './fake-log.ts';
export { FakeServer } from './fake-server.ts';
export type { FakeServerSettings } from './fake-server.ts';

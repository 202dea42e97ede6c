import { setTimeout as sleep } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import featuresRpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import featuresPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import gossipRpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import streamsRpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import errorsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/errors_pb.js';
import multiRpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import { append, batchAppend } from './append-handlers.ts';
import type { WriteStream } from './append-handlers.ts';
import { membersOf } from './membership.ts';
import type { FakeMembership } from './membership.ts';
import { FakeLog } from './fake-log.ts';
import { appendRecords, appendSession } from './multi-append-handlers.ts';
import { read } from './read-handler.ts';
import { errorWith, exception } from './wire.ts';

/** How the fake behaves: as which version, and whether it lets its caller in. */
export type FakeServerSettings = {
  /** 26.1 knows all ways of appending, 25.1 not `appendRecords`; 24.10 appends to one stream, 20.10 not in batches. */
  readonly version?: '26.1' | '25.1' | '24.10' | '20.10';
  /** Bytes of events that one append may hold. */
  readonly maxAppendSize?: number;
  readonly refuseEverybody?: boolean;
  /** What it holds, when it is one node of a cluster; its own otherwise. */
  readonly log?: FakeLog;
  /** The cluster that it is a node of. */
  readonly cluster?: FakeMembership;
};

const mostTries = 100;
const pauseMs = 50;
const versions = ['20.10', '24.10', '25.1', '26.1'];

/**
 * A small KurrentDB in this process, spoken to over loopback by the real client: appends, reads and `$all`
 * subscriptions, built on the service definitions that the client ships. It can be stopped and started again, on the
 * same port and with what it holds.
 */
export class FakeServer {
  readonly log: FakeLog;
  readonly #settings: FakeServerSettings & { readonly version: string; readonly maxAppendSize: number };
  #server: grpc.Server | undefined;
  #port = 0;

  private constructor(settings: FakeServerSettings) {
    this.#settings = { version: '26.1', maxAppendSize: 1024 * 1024, ...settings };
    this.log = settings.log ?? new FakeLog();
  }

  /** A server that listens on a free port. */
  static async start(settings: FakeServerSettings = {}): Promise<FakeServer> {
    const server = new FakeServer(settings);
    await server.restart();
    return server;
  }

  get port(): number {
    return this.#port;
  }

  /** The connection string for the client. */
  get url(): string {
    return `kurrentdb://127.0.0.1:${this.#port}?tls=false&discoveryInterval=10`;
  }

  /** Cuts every connection off. What was written stays. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
  }

  /** Listens again, where it did before; waits while something else has taken the port meanwhile. */
  async restart(): Promise<void> {
    this.stop();
    for (let tries = 1; this.#server === undefined; tries += 1) {
      try {
        await this.#listen();
      } catch (fault) {
        if (tries === mostTries) throw fault;
        await sleep(pauseMs);
      }
    }
  }

  async #listen(): Promise<void> {
    const server = new grpc.Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
    this.#addServices(server);
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    server.bindAsync(`127.0.0.1:${this.#port}`, grpc.ServerCredentials.createInsecure(), (fault, port) =>
      fault ? reject(fault) : resolve(port),
    );
    this.#port = await promise;
    this.#server = server;
  }

  #knows(version: string): boolean {
    return versions.indexOf(this.#settings.version) >= versions.indexOf(version);
  }

  readonly #write: WriteStream = (records, expected) => {
    const size = records.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    return size > this.#settings.maxAppendSize ? 'too-large' : this.log.write(records, expected);
  };

  #addServices(server: grpc.Server): void {
    // Held in constants: what is listed here without being typed as a whole would be taken unchecked.
    const streams: Pick<streamsRpc.IStreamsServer, 'read' | 'append' | 'batchAppend'> = {
      read: (call) => {
        if (this.#settings.refuseEverybody) call.emit('error', denied());
        else void read(this.log, call);
      },
      append: (call, answer) => {
        if (this.#settings.refuseEverybody) answer(denied());
        else void append(this.#write, call, answer);
      },
      batchAppend: (call) => {
        if (this.#settings.refuseEverybody) call.emit('error', denied());
        else void batchAppend(this.#write, call);
      },
    };
    const multi: Pick<multiRpc.IStreamsServiceServer, 'appendSession' | 'appendRecords'> = {
      appendSession: (call, answer) => {
        if (this.#follows()) answer(notLeader());
        else void appendSession(this.#write, call, answer);
      },
      appendRecords: (call, answer) => {
        if (this.#follows()) answer(notLeader());
        else appendRecords(this.#write, call, answer);
      },
    };
    const features: Pick<featuresRpc.IServerFeaturesServer, 'getSupportedMethods'> = {
      getSupportedMethods: (_, answer) => answer(null, this.#supportedMethods()),
    };
    server.addService(featuresRpc.ServerFeaturesService, { ...features });
    server.addService(streamsRpc.StreamsService, { ...streams });
    const { cluster } = this.#settings;
    const gossip: Pick<gossipRpc.IGossipServer, 'read'> = {
      read: (_, answer) => answer(null, cluster && membersOf(cluster)),
    };
    if (cluster) server.addService(gossipRpc.GossipService, { ...gossip });
    if (this.#knows('25.1')) server.addService(multiRpc.StreamsServiceService, { ...multi });
  }

  #follows(): boolean {
    const { cluster } = this.#settings;
    return cluster !== undefined && cluster.leader() !== this.#port;
  }

  #supportedMethods() {
    const { StreamsService: streams } = streamsRpc;
    const { StreamsServiceService: multi } = multiRpc;
    const methods = new featuresPb.SupportedMethods();
    methods.setEventStoreServerVersion(this.#settings.version);
    const known = [
      streams.read,
      streams.append,
      ...(this.#knows('24.10') ? [streams.batchAppend] : []),
      ...(this.#knows('25.1') ? [multi.appendSession] : []),
      ...(this.#knows('26.1') ? [multi.appendRecords] : []),
    ];
    for (const { path } of known) {
      const [, service = '', name = ''] = path.split('/');
      const method = new featuresPb.SupportedMethod();
      method.setServiceName(service.toLowerCase());
      method.setMethodName(name.toLowerCase());
      methods.addMethods(method);
    }
    return methods;
  }
}

function notLeader() {
  return errorWith(
    grpc.status.FAILED_PRECONDITION,
    'kurrent.rpc.NotLeaderNodeErrorDetails',
    new errorsPb.NotLeaderNodeErrorDetails(),
  );
}

function denied() {
  return exception(grpc.status.PERMISSION_DENIED, 'access-denied');
}

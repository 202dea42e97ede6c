import { FakeLog } from './fake-log.ts';
import { FakeServer } from './fake-server.ts';

/**
 * Three nodes of a small KurrentDB that hold the same. One leads; the others answer who reads, and refuse who appends
 * by the second protocol, as a server's followers do.
 */
export class FakeCluster {
  readonly log = new FakeLog();
  readonly #nodes: FakeServer[] = [];
  #leader = 0;

  private constructor() {}

  static async start(): Promise<FakeCluster> {
    const cluster = new FakeCluster();
    const membership = { ports: () => cluster.#nodes.map(({ port }) => port), leader: () => cluster.#leader };
    for (let node = 0; node < 3; node += 1) {
      cluster.#nodes.push(await FakeServer.start({ log: cluster.log, cluster: membership }));
    }
    cluster.lead(0);
    return cluster;
  }

  /** The connection string for the client, with all nodes. */
  get url(): string {
    const hosts = this.#nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `kurrentdb://${hosts}?tls=false&discoveryInterval=10`;
  }

  /** Makes a node the leader. The old one keeps its connections and follows. */
  lead(node: number): void {
    this.#leader = this.#nodes[node]?.port ?? this.#leader;
  }

  stop(): void {
    for (const node of this.#nodes) node.stop();
  }
}

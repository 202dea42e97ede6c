import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a store and its server, and can lose an answer: the way a network fails at the worst moment. */
export class DeafProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Whether the next commit reaches the server while its answer is lost with the connection. */
  losesCommit = false;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      this.#join(near, far);
    });
  }

  static async before(url: string): Promise<DeafProxy> {
    const proxy = new DeafProxy(new URL(url));
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** The same address, through the proxy. */
  through(url: string): string {
    const address = new URL(url);
    const { port } = this.#server.address() as AddressInfo; // a listener on a port has no other address
    address.port = String(port);
    return address.href;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #join(near: Socket, far: Socket): void {
    let losing = false;
    near.on('data', (chunk) => {
      if (this.losesCommit && chunk.includes('COMMIT\0')) losing = true;
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      // The server names the command that it has carried out.
      if (!losing) near.write(chunk);
      else if (chunk.includes('COMMIT\0')) near.destroy();
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => other.destroy());
    }
  }
}

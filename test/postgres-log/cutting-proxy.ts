// Stands between a client and Postgres, and cuts the connection at a statement: before the server gets it, or after it, so
// that its answer is lost.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Cut = { readonly at: string; readonly when: 'before' | 'after'; readonly thenRefuse: boolean };

export class CuttingProxy {
  private readonly sockets = new Set<Socket>();
  private cut: Cut | null = null;
  private isRefusing = false;
  cuts = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(url: string): Promise<CuttingProxy> {
    const to = new URL(url);
    const [port, host] = [Number(to.port), to.hostname];
    const server = createServer((client) => proxy.serve(client, connect(port, host)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    to.port = String((server.address() as AddressInfo).port);
    const proxy = new CuttingProxy(server, to.href);
    return proxy;
  }

  /** Cuts the next connection that sends this text. @param thenRefuse whether nobody is let in afterwards */
  cutAt(at: string, when: Cut['when'], { thenRefuse = false } = {}): void {
    this.cut = { at, when, thenRefuse };
  }

  admit(): void {
    this.isRefusing = false;
  }

  private serve(client: Socket, upstream: Socket): void {
    const pair = [client, upstream];
    for (const socket of pair) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => pair.forEach((each) => each.destroy()));
    }
    if (this.isRefusing) return void client.destroy();
    let isMuted = false;
    upstream.on('data', (chunk) => {
      if (!isMuted) client.write(chunk);
    });
    client.on('data', (chunk) => {
      const { cut } = this;
      if (cut === null || !chunk.includes(cut.at)) return void upstream.write(chunk);
      this.cut = null;
      this.cuts += 1;
      this.isRefusing = cut.thenRefuse;
      isMuted = true;
      if (cut.when === 'before') return void client.destroy();
      // The server answers what it was sent; the answer goes nowhere, and then the connection ends.
      upstream.write(chunk, () => upstream.once('data', () => client.destroy()));
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

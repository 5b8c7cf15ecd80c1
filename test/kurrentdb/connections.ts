import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * The wire in front of a node: what a client connects to. It passes bytes on to the node, and can cut connections or
 * stand still as a stopped process does: connections open, nothing is read, nothing is answered.
 */
export class Connections {
  private readonly listener: Server;
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private paused = false;

  private constructor(private readonly innerPort: number) {
    this.listener = createServer({ noDelay: true }, (outer) => this.join(outer));
  }

  /** @param port 0 for any free one */
  static async listen(host: string, port: number, innerPort: number): Promise<Connections> {
    const connections = new Connections(innerPort);
    connections.listener.listen(port, host);
    await once(connections.listener, 'listening');
    return connections;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  cut(): void {
    for (const sockets of this.pairs) for (const socket of sockets) socket.destroy();
    this.pairs.clear();
  }

  pause(): void {
    this.paused = true;
    for (const [outer, inner] of this.pairs) {
      outer.unpipe(inner).pause();
      inner.unpipe(outer).pause();
    }
  }

  resume(): void {
    this.paused = false;
    for (const pair of this.pairs) this.flow(pair);
  }

  async close(): Promise<void> {
    const closed = once(this.listener, 'close');
    this.listener.close();
    this.cut();
    await closed;
  }

  private join(outer: Socket): void {
    const inner = connect({ port: this.innerPort, host: '127.0.0.1', noDelay: true });
    const pair = [outer, inner] as const;
    this.pairs.add(pair);
    const part = () => {
      outer.destroy();
      inner.destroy();
      this.pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', part).on('close', part);
    if (!this.paused) this.flow(pair);
  }

  private flow([outer, inner]: readonly [Socket, Socket]): void {
    outer.pipe(inner);
    inner.pipe(outer);
  }
}

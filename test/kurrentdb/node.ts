import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { Connections } from './connections.js';
import { Database } from './database/database.js';
import { services } from './services.js';
import { Serving, type Address, type Cluster } from './serving.js';
import { tlsCredentials } from './tls/credentials.js';
import { Failure, tooSlow } from './wire/failures.js';

const HOST = '127.0.0.1';

/** One server of the stand-in: a port, the gRPC server behind it, and the wire between them. */
export class Node {
  readonly id = randomUUID();
  private readonly serving: Serving;
  private readonly replica: Database;
  private heldBack = false;
  private server: Server | null = null;
  private connections: Connections | null = null;
  private port: number;

  /** @param port 0 for any free one, which it then keeps */
  constructor(
    readonly index: number,
    private readonly cluster: Cluster,
    port: number,
  ) {
    this.port = port;
    this.replica = new Database(cluster.database.now);
    this.serving = new Serving(index, cluster, this.replica, () => this.cut());
    this.replica.copyFrom(cluster.database);
    cluster.database.onCommit(() => {
      if (!this.heldBack) this.replica.copyFrom(cluster.database);
    });
  }

  get address(): Address {
    return { host: HOST, port: this.port };
  }

  get running(): boolean {
    return this.server !== null;
  }

  get isPaused(): boolean {
    return this.connections?.isPaused ?? false;
  }

  async start(): Promise<void> {
    if (this.server) return;
    const server = new Server({
      'grpc.max_concurrent_streams': this.cluster.limits.callsPerConnection,
      'grpc.max_receive_message_length': 17 * 1024 * 1024,
    });
    for (const [service, handlers] of services(this.serving)) server.addService(service, handlers);
    this.server = server;
    const innerPort = await new Promise<number>((resolve, reject) =>
      server.bindAsync(
        `${HOST}:0`,
        this.cluster.secure ? tlsCredentials() : ServerCredentials.createInsecure(),
        (error, port) => (error ? reject(error) : resolve(port)),
      ),
    );
    this.connections = await Connections.listen(HOST, this.port, innerPort);
    this.port = this.connections.port;
  }

  /** At once, as a killed process: connections break, the log stays. */
  async stop(): Promise<void> {
    const { server, connections } = this;
    this.server = null;
    this.connections = null;
    this.serving.die();
    await connections?.close();
    server?.forceShutdown();
  }

  /** Breaks every connection; new ones are taken. */
  cut(): void {
    this.connections?.cut();
  }

  /** Stands still with its connections open, as a machine that stalls: new ones are accepted, nothing is read or answered, pings neither. */
  pause(): void {
    this.connections?.pause();
  }

  resume(): void {
    this.connections?.resume();
  }

  /** From now on its readers see nothing new, as those of a follower that lags behind. */
  holdBack(): void {
    this.heldBack = true;
  }

  catchUp(): void {
    this.heldBack = false;
    this.replica.copyFrom(this.cluster.database);
  }

  /** Ends every open subscription with status OK, which a client takes for the end of the data. */
  endSubscriptions(): void {
    for (const end of [...this.serving.subscriptions]) end(null);
  }

  /** Ends every open subscription with an error, as a change of leader does. */
  breakSubscriptions(code: status = status.UNAVAILABLE): void {
    for (const end of [...this.serving.subscriptions]) end(new Failure(code, 'The subscription was dropped.'));
  }

  /** Ends every open subscription as a server before 24 does to a subscriber that is too slow. */
  dropSlowSubscribers(): void {
    for (const end of [...this.serving.subscriptions]) end(tooSlow());
  }
}

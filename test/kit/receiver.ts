import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.js';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

type Answers = (received: Received, before: readonly Received[]) => number | { readonly redirectTo: string } | null;

/** A receiver of webhooks: an HTTP server that keeps what it gets. */
export class Receiver {
  readonly received: Received[] = [];
  /** What it answers; null: never. */
  answers: Answers = () => 204;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new Receiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const received = { path: request.url ?? '', headers: request.headers, body };
        const answer = receiver.answers(received, receiver.received);
        receiver.received.push(received);
        if (answer === null) return;
        if (typeof answer === 'number') response.writeHead(answer).end();
        else response.writeHead(307, { location: answer.redirectTo }).end();
      });
    });
    return receiver;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Waits for so many at one path. */
  async got(count: number, path: string): Promise<readonly Received[]> {
    const at = () => this.received.filter((each) => each.path === path);
    await until(() => at().length >= count);
    return at();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

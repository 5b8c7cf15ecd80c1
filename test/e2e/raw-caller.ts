import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { TOKEN } from './api-under-test.js';

/** A caller that speaks bytes, so that it can be silent, slow, half done or gone. */
export class RawCaller {
  received = '';
  /** Resolves when the connection is closed, by whichever side. */
  readonly closed: Promise<unknown>;

  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1').on('data', (text: string) => (this.received += text));
    // A reset is one of the ways in which the server may close it.
    socket.on('error', () => undefined);
    // Not `once`, which would reject at that error.
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  /** @param from the address to call from; each of 127.0.0.0/8 is this machine, on Linux */
  static async connect({ url }: { readonly url: string }, from = '127.0.0.1'): Promise<RawCaller> {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: from });
    await once(socket, 'connect');
    return new RawCaller(socket);
  }

  say(text: string | Buffer): this {
    this.socket.write(text);
    return this;
  }

  async heard(what: RegExp): Promise<string> {
    while (!what.test(this.received)) {
      if (this.socket.closed) throw new Error(`it was closed after: ${this.received}`);
      await Promise.race([new Promise((resolve) => this.socket.once('data', resolve)), this.closed]);
    }
    return this.received;
  }

  leave(): void {
    this.socket.resetAndDestroy();
  }
}

type Said = { readonly path?: string; readonly token?: string; readonly body?: string; readonly more?: string };

/** A whole request, as bytes. @param length what it says the body has, bytes */
export const request = (
  { path = '/graphql', token = TOKEN, body = '{"query":"{ models { id } }"}', more = '' }: Said = {},
  length = body.length,
): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: rapport.example',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${length}`,
    ...(more === '' ? [] : [more]),
    '',
    body,
  ].join('\r\n');

/** A request whose body never becomes whole. */
export const halfRequest = (said: Said = {}): string => request({ body: '{"query":', ...said }, 100);

export const UPGRADE = [
  'GET /graphql HTTP/1.1',
  'host: rapport.example',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: graphql-transport-ws',
  '',
  '',
].join('\r\n');

/** A text frame, masked with zeros as a client's must be masked. */
export function frame(text: string): Buffer {
  const data = Buffer.from(text);
  const head =
    data.length < 126
      ? Buffer.from([0x81, 0x80 | data.length])
      : Buffer.from([0x81, 0x80 | 126, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), data]);
}

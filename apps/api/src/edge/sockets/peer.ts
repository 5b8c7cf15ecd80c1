import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Admission } from '../auth/admission.js';

/** What a caller may send before its token was accepted: room for `connection_init` with a long token. */
export const MOST_BYTES_BEFORE_INIT = 16 * 1024;
/** What may wait to be sent, bytes. A caller that leaves more unread is cut off. */
export const MOST_BYTES_UNREAD = 16 * 1024 * 1024;
const PING_EVERY_MS = 12_000;
/** A caller that reads nothing answers no ping either. It is kept for a minute, since it costs nothing but its place. */
const MOST_PINGS_UNANSWERED = 6;
const AS_TEXT = { binary: false };
const PONG = JSON.stringify({ type: 'pong' });

/** One socket: what graphql-ws needs of it, and the limits on what its caller sends and leaves unread. */
export class Peer implements ProtocolSocket {
  /** Who calls; null until the token was accepted. */
  admission: Admission | null = null;
  private unanswered = 0;
  private readonly leaving = new AbortController();
  private readonly pinging: NodeJS.Timeout;

  /**
   * @param head bytes that came together with the request to upgrade
   * @param failed told of failures of the server, not of those that the caller causes
   */
  constructor(
    private readonly socket: WebSocket,
    connection: Duplex,
    head: Buffer,
    readonly request: IncomingMessage,
    private readonly failed: (error: unknown) => void,
  ) {
    // A broken frame, or a connection that is reset: the socket closes by itself, and there is nobody to tell.
    socket.on('error', () => undefined);
    socket.on('pong', () => (this.unanswered = 0));
    this.pinging = setInterval(() => this.ping(), PING_EVERY_MS);
    socket.once('close', () => {
      clearInterval(this.pinging);
      this.leaving.abort();
    });
    this.limitBeforeInit(connection, head.length);
  }

  /** Aborted when the socket closes. */
  get gone(): AbortSignal {
    return this.leaving.signal;
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  async send(data: string): Promise<void> {
    if (this.socket.bufferedAmount > MOST_BYTES_UNREAD) this.socket.terminate();
    if (!this.isOpen) return;
    await new Promise<void>((resolve) => this.socket.send(data, () => resolve()));
  }

  /** Sends the bytes of a text, and does not wait. @param taken called when the caller took them, or never will */
  tell(text: Buffer, taken: () => void): void {
    if (this.socket.bufferedAmount > MOST_BYTES_UNREAD) this.socket.terminate();
    this.socket.send(text, AS_TEXT, taken);
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  onMessage(take: (data: string) => Promise<void>): void {
    this.socket.on('message', (data) => {
      // ws delivers a text message as one Buffer unless told otherwise.
      take((data as Buffer).toString('utf8')).catch((error: unknown) => {
        this.failed(error);
        this.close(4500, 'Internal server error');
      });
    });
  }

  /** The payload is not sent back, although the protocol allows it: nobody needs it, and it may be large. */
  onPing(): Promise<void> {
    return this.send(PONG);
  }

  /** Bytes that wait to be sent. */
  get unread(): number {
    return this.socket.bufferedAmount;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private ping(): void {
    if (this.unanswered >= MOST_PINGS_UNANSWERED) return this.socket.terminate();
    this.unanswered += 1;
    if (this.isOpen) this.socket.ping();
  }

  private limitBeforeInit(connection: Duplex, already: number): void {
    let received = already;
    const count = (chunk: Buffer) => {
      received += chunk.length;
      const isTooMuch = received > MOST_BYTES_BEFORE_INIT;
      if (this.admission !== null || isTooMuch) connection.off('data', count);
      if (this.admission === null && isTooMuch) this.close(1009, 'Too much before connection_init');
    };
    connection.on('data', count);
    count(Buffer.alloc(0));
  }
}

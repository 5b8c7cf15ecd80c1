import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Admission } from '../auth/admission.js';
import type { Message } from '../graphql/message.js';
import { Taking, type Outlet } from '../graphql/outlet.js';

/** The media type of server-sent events. */
const EVENT_STREAM = 'text/event-stream';
/** Proxies end connections on which nothing is sent. */
const SAY_SOMETHING_EVERY_MS = 12_000;

/** Whether a request asks for its answer as server-sent events. */
export const asksForEvents = (accept: string | undefined): boolean =>
  accept?.split(',').some((range) => range.split(';')[0]?.trim().toLowerCase() === EVENT_STREAM) ?? false;

/**
 * The answer to one operation as server-sent events, by the GraphQL-over-SSE protocol (distinct connections): an event `next`
 * for each result, and `complete`. The id of an event is the cursor of what it tells.
 */
export class EventStream implements Outlet {
  private readonly response: ServerResponse;
  private readonly leaving = new AbortController();
  private readonly taking = new Taking();
  private readonly speaking: NodeJS.Timeout;

  constructor(
    reply: FastifyReply,
    readonly admission: Admission,
  ) {
    reply.hijack();
    this.response = reply.raw;
    this.response.once('close', () => {
      clearInterval(this.speaking);
      this.leaving.abort();
      this.taking.giveUp();
    });
    // A connection that is reset closes by itself, and there is nobody to tell.
    this.response.on('error', () => undefined);
    this.speaking = setInterval(() => this.response.write(':\n\n'), SAY_SOMETHING_EVERY_MS);
    if (this.response.destroyed) this.leaving.abort();
  }

  /** Aborted when the connection closes. */
  get gone(): AbortSignal {
    return this.leaving.signal;
  }

  get isTaken(): boolean {
    return this.taking.isDone;
  }

  taken(): Promise<void> {
    return this.taking.done();
  }

  send(message: Message): void {
    const { cursor } = message;
    this.write(message.between(`event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: `, '\n\n'));
  }

  /** The subscription has ended. */
  async complete(): Promise<void> {
    this.write('event: complete\ndata:\n\n');
    await this.taken();
    this.response.end();
  }

  begin(): void {
    if (this.response.headersSent) return;
    this.response.writeHead(200, {
      'content-type': `${EVENT_STREAM}; charset=utf-8`,
      'cache-control': 'no-store',
      // Read by nginx: it would keep events back to send them together.
      'x-accel-buffering': 'no',
    });
    this.response.flushHeaders();
  }

  /** Ends it without `complete`, so that the caller comes back. */
  close(): void {
    this.response.end();
  }

  private write(bytes: Buffer | string): void {
    if (this.gone.aborted || this.response.writableEnded) return;
    this.taking.begin();
    this.response.write(bytes, this.taking.one);
  }
}

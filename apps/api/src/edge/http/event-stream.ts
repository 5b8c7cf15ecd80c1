import type { FastifyReply } from 'fastify';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Admission } from '../auth/admission.js';
import type { Message } from '../graphql/subscriptions.js';

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
export class EventStream {
  private readonly response: ServerResponse;
  private readonly leaving = new AbortController();
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

  /** Sends the messages as they are read, and waits for a slow reader, so that nothing is kept for it. */
  async send(messages: AsyncIterable<Message>): Promise<void> {
    if (!this.response.headersSent) this.begin();
    for await (const { cursor, payload } of messages)
      await this.write(`event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: ${payload}\n\n`);
    await this.write('event: complete\ndata:\n\n');
    this.response.end();
  }

  private begin(): void {
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

  private async write(text: string): Promise<void> {
    if (this.gone.aborted || this.response.writableEnded || this.response.write(text)) return;
    await once(this.response, 'drain', { signal: this.gone }).catch(() => undefined);
  }
}

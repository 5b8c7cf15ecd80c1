import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { Log } from '../../config/logging.js';
import { logError } from '../errors/logged-error.js';
import type { Admission } from '../auth/admission.js';
import { RequestRefused, type Asked, type Operation } from '../graphql/documents.js';
import { requestContext } from '../graphql/request-context.js';
import { Message } from '../graphql/message.js';
import { Subscription } from '../graphql/subscription.js';
import { Subscriptions } from '../graphql/subscriptions.js';
import { Metrics } from '../metrics/metrics.js';
import { TokenWatch } from '../sockets/token-watch.js';
import { goneOf } from './gone-of.js';
import { EventStream } from './event-stream.js';

export type Streamed = {
  readonly operation: Operation;
  readonly asked: Asked;
  readonly admission: Admission;
  /** The header `Last-Event-ID`; null: the caller does not come back. */
  readonly lastEventId: string | null;
};

/**
 * Subscriptions as server-sent events. Not by the package graphql-sse: it writes no ids of events, so a caller could not come
 * back to where it was, and it takes the whole route with checks of its own.
 */
@Injectable()
export class EventStreams {
  private readonly streams = new Set<EventStream>();
  private readonly watch = new TokenWatch((error) => logError(this.log, error, 'the tokens cannot be checked'));

  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'rapport_open_event_streams',
      'Streams of server-sent events that are open.',
      () => this.streams.size,
    );
  }

  /** Answers until the subscription or the caller ends. @throws RequestRefused nothing was sent */
  async answer(reply: FastifyReply, { operation, asked, admission, lastEventId }: Streamed): Promise<void> {
    const gone = goneOf(reply);
    const { operation: kind } = operation.definition;
    const context = requestContext(admission.actor, kind, gone, lastEventId);
    const opened = await this.subscriptions.open({ ...operation, asked, context });
    if (!(opened instanceof Subscription)) throw new RequestRefused(opened);
    // The caller may have left while the subscription was opened.
    if (gone.aborted) {
      opened.end();
      reply.hijack();
      return;
    }
    gone.addEventListener('abort', () => opened.end());
    await this.stream(reply, admission, opened);
  }

  /** Ends all streams; their callers come back to another node. */
  end(): void {
    this.watch.end();
    for (const stream of this.streams) stream.close();
  }

  private async stream(reply: FastifyReply, admission: Admission, subscription: Subscription): Promise<void> {
    const stream = new EventStream(reply, admission);
    this.streams.add(stream);
    this.watch.add(stream);
    try {
      stream.begin();
      await subscription.sendTo(stream);
    } catch (error) {
      const errors = [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
      stream.send(new Message(null, JSON.stringify(this.subscriptions.inPublic({ errors }))));
    } finally {
      subscription.end();
      await stream.complete();
      this.watch.forget(stream);
      this.streams.delete(stream);
    }
  }
}

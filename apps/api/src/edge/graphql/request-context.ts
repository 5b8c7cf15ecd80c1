import { v7 } from 'uuid';
import type { Actor } from '#access';

/** What resolvers know about the request. */
export type RequestContext = {
  readonly actor: Actor;
  /** Stored on all events that the request causes. */
  readonly correlationId: string;
};

export const requestContext = (actor: Actor): RequestContext => ({ actor, correlationId: v7() });

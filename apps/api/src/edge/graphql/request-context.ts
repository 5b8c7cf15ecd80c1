import { v7 } from 'uuid';
import type { Actor } from '../auth/admin-token.js';

/** What every resolver may know of the request. */
export type RequestContext = {
  readonly actor: Actor;
  /** The same on all events that the request leads to. */
  readonly correlationId: string;
};

export const requestContext = (actor: Actor): RequestContext => ({ actor, correlationId: v7() });

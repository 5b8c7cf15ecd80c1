import { OperationTypeNode } from 'graphql';
import { v7 } from 'uuid';
import type { Actor } from '#access';

/** What resolvers know about the request. */
export type RequestContext = {
  readonly actor: Actor;
  /** Stored on all events that the request causes. */
  readonly correlationId: string;
  /** Aborted when nobody waits for the answer any more; null for a mutation, which is never given up half-way. */
  readonly gone: AbortSignal | null;
};

export const requestContext = (actor: Actor, operation: OperationTypeNode, gone: AbortSignal): RequestContext => ({
  actor,
  correlationId: v7(),
  gone: operation === OperationTypeNode.MUTATION ? null : gone,
});

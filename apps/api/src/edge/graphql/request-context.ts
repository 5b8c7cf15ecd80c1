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
  /** The cursor of the last message of a subscription that a caller comes back to; null: what its document says. */
  readonly resumeAfter: string | null;
  /** Whether a subscriber was told all once before, so that it reads on and does not come back. */
  readonly wasAtPresent: boolean;
};

/** @param resumeAfter left out: the caller does not come back */
export const requestContext = (
  actor: Actor,
  operation: OperationTypeNode,
  gone: AbortSignal,
  resumeAfter: string | null = null,
): RequestContext => ({
  actor,
  correlationId: v7(),
  gone: operation === OperationTypeNode.MUTATION ? null : gone,
  resumeAfter,
  wasAtPresent: false,
});

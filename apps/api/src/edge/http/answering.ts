import { Injectable } from '@nestjs/common';
import type { Actor } from '#access';
import { Projector } from '#read-models';
import { Audit } from '../audit/audit.js';
import { RequestRefused, type Asked, type Operation } from '../graphql/documents.js';
import { Engine, type Answer } from '../graphql/engine.js';
import { Places } from '../graphql/places.js';
import { readable } from '../graphql/read-position.js';
import { requestContext, type RequestContext } from '../graphql/request-context.js';
import { Metrics } from '../metrics/metrics.js';

/** A document that was read, and for whom it runs. */
export type Running = {
  readonly read: Operation;
  readonly asked: Asked;
  readonly context: RequestContext;
  /** The position that the caller's reads must include, unchecked; undefined: the caller sent none. */
  readonly afterPosition: unknown;
};

/** Answers one query or mutation, for each door that is not a socket: in a place of its own, noted and measured. */
@Injectable()
export class Answering {
  constructor(
    private readonly engine: Engine,
    private readonly places: Places,
    private readonly audit: Audit,
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  /** @throws RequestRefused; GraphQLError OVERLOADED, TOOK_TOO_LONG, ANSWER_TOO_LARGE, or as `readable` */
  async run({ read, asked, context, afterPosition }: Running): Promise<Answer> {
    const { operation } = read.definition;
    const startedAt = performance.now();
    const answer = await this.places.during(context, async () => {
      await readable(operation, afterPosition, this.projector);
      // Noted before it runs: what is recorded must not be missing in the trail because its answer failed.
      this.audit.ran(context.actor, read, asked.variables);
      return this.engine.run(asked, context);
    });
    this.metrics.answered(operation, startedAt);
    return answer;
  }

  /** Reads and runs. What is refused is an answer, and noted. @param gone aborted when nobody waits any more */
  async answer(asked: Asked, actor: Actor, gone: AbortSignal): Promise<Answer> {
    try {
      const read = this.engine.read(asked, actor);
      const context = requestContext(actor, read.definition.operation, gone);
      return await this.run({ read, asked, context, afterPosition: undefined });
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      return this.refused(error, actor);
    }
  }

  /** Why the document would be refused before it ran; null if it would run. */
  whyNot(asked: Asked, actor: Actor): Answer | null {
    try {
      this.engine.read(asked, actor);
      return null;
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      return this.refused(error, actor);
    }
  }

  refused(refusal: RequestRefused, actor: Actor): Answer {
    this.audit.refused(actor, refusal.errors);
    return this.engine.refusal(refusal);
  }
}

import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { GraphQLError } from 'graphql';
import { Log } from '../../config/logging.js';
import type { Actor } from '#access';
import { coded } from '../errors/codes.js';
import { publicError, type PublicError } from '../errors/public-error.js';
import { Documents, RequestRefused, type Asked, type Operation } from './documents.js';
import type { RequestContext } from './request-context.js';

export type Answer = {
  /** Absent if the request was refused before anything ran. */
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly PublicError[];
};

/** Runs queries and mutations through Mercurius, which compiles a document when it comes the second time. */
@Injectable()
export class Engine {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly documents: Documents,
    private readonly log: Log,
  ) {}

  /** @throws RequestRefused */
  read(asked: Asked, actor: Actor): Operation {
    return this.documents.operation(asked, actor);
  }

  /** @throws RequestRefused if the compiled document takes less than what was checked before */
  async run(asked: Asked, context: RequestContext): Promise<Answer> {
    const { query, operationName, variables } = asked;
    const { data, errors } = await this.host.httpAdapter
      .getInstance()
      .graphql(compiledUnder(query, operationName), { ...context }, { ...variables }, operationName ?? undefined)
      .catch((error: unknown) => {
        throw areErrors(error) ? refusedVariables(error.errors) : error;
      });
    if (errors === undefined || errors.length === 0) return { data };
    // An error without a path is not from a field: a compiled document reports wrong variables this way.
    if (data == null && errors.every(({ path }) => path === undefined)) throw refusedVariables(errors);
    return { data, errors: errors.map((error) => publicError(error, this.log)) };
  }

  refusal({ errors }: RequestRefused): Answer {
    return { errors: errors.map((error) => publicError(error, this.log)) };
  }
}

const refusedVariables = (errors: readonly GraphQLError[]): RequestRefused =>
  new RequestRefused(errors.map((error) => coded(error, 'BAD_USER_INPUT')));

/** Mercurius caches one compiled operation for each text. The added comment gives each operation a different text. */
const compiledUnder = (query: string, operationName: string | null): string =>
  operationName === null ? query : `${query}\n# ${operationName}`;

/** The document was checked before, so Mercurius can now refuse only the variables. */
const areErrors = (error: unknown): error is { readonly errors: readonly GraphQLError[] } => {
  const { errors } = error as { readonly errors?: unknown };
  return Array.isArray(errors) && errors.every((each) => each instanceof GraphQLError);
};

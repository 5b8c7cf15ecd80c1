import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { LRUCache } from 'lru-cache';
import {
  createSourceEventStream,
  execute,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import type { Actor } from '#access';
import { Log } from '../../config/logging.js';
import { publicError } from '../errors/public-error.js';
import type { Asked, Operation } from './documents.js';
import type { RequestContext } from './request-context.js';

/** One event as it is sent to a subscriber. */
export type Message = {
  /** Where to continue after it; null if it does not say. */
  readonly cursor: string | null;
  /** The result of the operation: JSON. */
  readonly payload: string;
};

export type Subscribing = Operation & { readonly asked: Asked; readonly context: RequestContext };

/** Most subscribers read an answer at about the same time. */
const ANSWERS_REMEMBERED = 2_000;

/**
 * Runs subscriptions, for sockets and event streams alike. For subscribers that ask the same and may see the same, an event is
 * executed and written as JSON once.
 */
@Injectable()
export class Subscriptions {
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;
  private readonly written = new LRUCache<string, Promise<string>>({ max: ANSWERS_REMEMBERED });

  constructor(
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly log: Log,
  ) {}

  /** @returns the messages, or the errors that refuse the subscription; their end must be called */
  async open({
    document,
    asked,
    context,
  }: Subscribing): Promise<AsyncIterableIterator<Message> | readonly GraphQLError[]> {
    const args = {
      schema: this.schemaHost.schema,
      document,
      operationName: asked.operationName,
      variableValues: asked.variables,
      contextValue: context,
    };
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source.errors ?? [];
    const events = source[Symbol.asyncIterator]() as AsyncIterator<object, undefined>;
    const { query, operationName, variables } = asked;
    const answered = Object.entries(variables).filter(([name]) => usedIn(document).has(name));
    const asking = JSON.stringify([sightOf(context.actor), query, operationName, answered]);
    const messages: AsyncIterableIterator<Message> = {
      next: async () => {
        const next: IteratorResult<object, undefined> = await events.next();
        if (next.done === true) return { done: true, value: undefined };
        const { value } = next;
        const payload = await this.writtenOnce(`${this.numberOf(value)}\n${asking}`, { ...args, rootValue: value });
        return { done: false, value: { cursor: cursorIn(value), payload } };
      },
      return: async () => {
        await events.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => messages,
    };
    return messages;
  }

  private writtenOnce(key: string, args: ExecutionArgs): Promise<string> {
    const known = this.written.get(key);
    if (known !== undefined) return known;
    const writing = this.write(args);
    this.written.set(key, writing);
    writing.catch(() => this.written.delete(key));
    return writing;
  }

  private async write(args: ExecutionArgs): Promise<string> {
    return JSON.stringify(this.inPublic(await execute(args)));
  }

  /** A result as callers may see it. */
  inPublic({ errors, ...rest }: ExecutionResult): object {
    return errors === undefined ? rest : { ...rest, errors: errors.map((error) => publicError(error, this.log)) };
  }

  private numberOf(event: object): number {
    const known = this.numbers.get(event) ?? (this.numbered += 1);
    this.numbers.set(event, known);
    return known;
  }
}

/** What an actor may see. Who sees all relationships, sees the same as others of the role. */
function sightOf(actor: Actor): string {
  const { role, portfolio, mayReadText } = actor;
  const seesAll = portfolio === null && role !== 'RECORDER' && role !== 'LEAD';
  return JSON.stringify(seesAll ? { role, mayReadText } : actor);
}

/** The variables that an answer depends on. Those of the subscription itself, such as where it starts, are no part of it. */
function usedIn(document: DocumentNode): ReadonlySet<string> {
  const known = variablesUsed.get(document);
  if (known !== undefined) return known;
  const used = new Set<string>();
  const ofSubscription = new Set<ASTNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      for (const field of definition.selectionSet.selections)
        if (field.kind === Kind.FIELD) for (const argument of field.arguments ?? []) ofSubscription.add(argument);
  visit(document, {
    enter(node) {
      if (ofSubscription.has(node) || node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.VARIABLE) used.add(node.name.value);
      return undefined;
    },
  });
  variablesUsed.set(document, used);
  return used;
}
const variablesUsed = new WeakMap<DocumentNode, ReadonlySet<string>>();

function cursorIn(event: object): string | null {
  const { cursor } = event as { readonly cursor?: unknown };
  return typeof cursor === 'string' ? cursor : null;
}

import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
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
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import type { Actor } from '#access';
import { Log } from '../../config/logging.js';
import { publicError } from '../errors/public-error.js';
import type { Audience, Events } from './audience.js';
import type { Asked, Operation } from './documents.js';
import { Message } from './message.js';
import type { RequestContext } from './request-context.js';
import { Subscription } from './subscription.js';

export type Subscribing = Operation & { readonly asked: Asked; readonly context: RequestContext };

/** Messages for subscribers who read by themselves, in characters: those who are not far apart read the same ones. */
const CHARACTERS_REMEMBERED = 4_000_000;

/**
 * Runs subscriptions, for sockets and event streams alike. For subscribers that ask the same and may see the same, an event is
 * executed and written as JSON once; those who are at the present share its reader and its bytes, too.
 */
@Injectable()
export class Subscriptions {
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;
  private readonly written = new LRUCache<string, Promise<Message>>({ maxSize: CHARACTERS_REMEMBERED });
  private readonly audiences = new Map<string, Audience>();

  constructor(
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly log: Log,
  ) {}

  /** @returns the errors if it is refused */
  async open(subscribing: Subscribing): Promise<Subscription | readonly GraphQLError[]> {
    const args = this.argsOf(subscribing);
    const events = await eventsOf(args);
    if (!isEvents(events)) return events;
    const key = keyOf(subscribing);
    const asking = {
      key,
      write: (event: object) => this.writtenOnce(event, key, args),
      readOn: (cursor: string) => this.readOn(cursor, subscribing),
    };
    return new Subscription(events, asking, this.audiences);
  }

  /** A result as callers may see it. */
  inPublic({ errors, ...rest }: ExecutionResult): object {
    return errors === undefined ? rest : { ...rest, errors: errors.map((error) => publicError(error, this.log)) };
  }

  /** @throws GraphQLError */
  private async readOn(cursor: string, { context, ...rest }: Subscribing): Promise<Events> {
    const events = await eventsOf(
      this.argsOf({ ...rest, context: { ...context, resumeAfter: cursor, wasAtPresent: true } }),
    );
    if (isEvents(events)) return events;
    throw events[0] ?? new Error('a subscription that was open is refused');
  }

  private argsOf({ document, asked, context }: Subscribing): ExecutionArgs {
    const { operationName, variables } = asked;
    const { schema } = this.schemaHost;
    return { schema, document, operationName, variableValues: variables, contextValue: context };
  }

  private writtenOnce(event: object, asking: string, args: ExecutionArgs): Promise<Message> {
    const key = `${this.numberOf(event)} ${asking}`;
    const known = this.written.get(key);
    if (known !== undefined) return known;
    const writing = this.write(event, args);
    this.written.set(key, writing, { size: 1 });
    writing.then(
      ({ payload }) => this.written.set(key, writing, { size: payload.length + 1 }),
      () => this.written.delete(key),
    );
    return writing;
  }

  private async write(event: object, args: ExecutionArgs): Promise<Message> {
    const payload = JSON.stringify(this.inPublic(await execute({ ...args, rootValue: event })));
    return new Message(cursorIn(event), payload);
  }

  private numberOf(event: object): number {
    const known = this.numbers.get(event) ?? (this.numbered += 1);
    this.numbers.set(event, known);
    return known;
  }
}

async function eventsOf(args: ExecutionArgs): Promise<Events | readonly GraphQLError[]> {
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source ? (source[Symbol.asyncIterator]() as Events) : (source.errors ?? []);
}

const isEvents = (opened: Events | readonly GraphQLError[]): opened is Events => !Array.isArray(opened);

/** The same for all who ask the same and see the same. */
function keyOf({ document, asked, context }: Subscribing): string {
  const { query, operationName, variables } = asked;
  const answered = Object.entries(variables).filter(([name]) => usedIn(document).has(name));
  const asking = JSON.stringify([sightOf(context.actor), query, operationName, answered]);
  return createHash('sha256').update(asking).digest('base64');
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

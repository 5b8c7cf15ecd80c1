import type { GraphQLSchemaHost } from '@nestjs/graphql';
import { buildSchema, getOperationAST, parse, type GraphQLObjectType } from 'graphql';
import type { Actor } from '#access';
import type { Log } from '../../config/logging.js';
import { requestContext } from './request-context.js';
import type { Message } from './message.js';
import { Subscription } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

const actor = (role: Actor['role'], identity: string): Actor => ({
  ...{ identity, role, team: null, portfolio: null, mayReadText: false },
});

/** Events that every subscriber is given, and how often one was looked at. */
function withEvents(...cursors: readonly string[]) {
  let looks = 0;
  const events = cursors.map((cursor) => ({
    cursor,
    get said() {
      looks += 1;
      if (cursor === 'broken') throw new Error('a secret');
      return `said at ${cursor}`;
    },
  }));
  const schema = buildSchema(`
    type Event { cursor: String! said: String }
    type Query { none: Int }
    type Subscription { told(after: String): Event }`);
  const told = (schema.getType('Subscription') as GraphQLObjectType).getFields().told;
  if (told === undefined) throw new Error('no field');
  told.subscribe = async function* () {
    yield* events;
  };
  told.resolve = (event: unknown) => event;
  const log = { error: () => undefined, debug: () => undefined } as unknown as Log;
  const subscriptions = new Subscriptions({ schema } as GraphQLSchemaHost, log);
  const read = async (who: Actor, query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const document = parse(query);
    const definition = getOperationAST(document);
    if (!definition) throw new Error('no operation');
    const context = requestContext(who, definition.operation, new AbortController().signal);
    const asked = { query, operationName: null, variables };
    const opened = await subscriptions.open({ document, definition, asked, context });
    if (!(opened instanceof Subscription)) throw new Error(String(opened[0]));
    const heard: { cursor: string | null; payload: string }[] = [];
    const send = ({ cursor, payload }: Message) => void heard.push({ cursor, payload });
    await opened.sendTo({ send, isTaken: true, taken: async () => undefined });
    return heard;
  };
  return { read, looks: () => looks };
}

const TOLD = 'subscription($after: String) { told(after: $after) { said } }';

it('gives each event with its cursor, also where the document does not select it', async () => {
  const { read } = withEvents('1', '2.3');
  expect(await read(actor('DASHBOARD', 'wall'), TOLD)).toEqual([
    { cursor: '1', payload: '{"data":{"told":{"said":"said at 1"}}}' },
    { cursor: '2.3', payload: '{"data":{"told":{"said":"said at 2.3"}}}' },
  ]);
});

it('executes once for all who ask the same and see the same, wherever they start', async () => {
  const { read, looks } = withEvents('1', '2');
  const first = await read(actor('DASHBOARD', 'wall'), TOLD, { after: '0' });
  expect(await read(actor('DASHBOARD', 'hall'), TOLD, { after: '1' })).toEqual(first);
  expect(looks()).toBe(2);
});

it.each<[string, Actor, string, Record<string, unknown>]>([
  ['another role', actor('ADMIN', 'wall'), TOLD, {}],
  ['a portfolio of its own', actor('RECORDER', 'ana'), TOLD, {}],
  ['one who may read texts', { ...actor('DASHBOARD', 'wall'), mayReadText: true }, TOLD, {}],
  ['another document', actor('DASHBOARD', 'wall'), `${TOLD} # another`, {}],
])('executes again for %s', async (_, who, query, variables) => {
  const { read, looks } = withEvents('1');
  await read(actor('DASHBOARD', 'wall'), TOLD);
  await read(who, query, variables);
  expect(looks()).toBe(2);
});

it('executes again for other values of a variable that the answer depends on', async () => {
  const { read, looks } = withEvents('1');
  const query = 'subscription($more: Boolean!) { told { cursor said @include(if: $more) } }';
  const [less] = await read(actor('DASHBOARD', 'wall'), query, { more: false });
  const [more] = await read(actor('DASHBOARD', 'wall'), query, { more: true });
  expect([less?.payload, more?.payload]).toEqual([
    '{"data":{"told":{"cursor":"1"}}}',
    '{"data":{"told":{"cursor":"1","said":"said at 1"}}}',
  ]);
  expect(looks()).toBe(1);
});

it('tells nothing of an unexpected fault but its code', async () => {
  const { read } = withEvents('broken');
  const [message] = await read(actor('DASHBOARD', 'wall'), TOLD);
  expect(message?.payload).toContain('"code":"INTERNAL"');
  expect(message?.payload).not.toContain('secret');
});

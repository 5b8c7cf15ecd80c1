import { OperationTypeNode } from 'graphql';
import type { Projector } from '#read-models';
import { readable } from './read-position.js';

const { QUERY, SUBSCRIPTION, MUTATION } = OperationTypeNode;
/** Views that never come to where they are waited for. */
const stuck = (isConnected: boolean) => ({ waitUntilTold: async () => false, isConnected }) as unknown as Projector;
const current = { waitUntilTold: async () => true, isConnected: true } as unknown as Projector;
const codeOf = (waiting: Promise<void>): Promise<unknown> =>
  waiting.then(
    () => null,
    (error: { extensions: { code: string } }) => error.extensions.code,
  );

it.each([QUERY, SUBSCRIPTION])(
  'lets a %s through once the views are there, and says why where they are not',
  async (kind) => {
    expect(await codeOf(readable(kind, '17', current))).toBeNull();
    expect(await codeOf(readable(kind, '17', stuck(true)))).toBe('VIEWS_BEHIND');
    expect(await codeOf(readable(kind, '17', stuck(false)))).toBe('VIEWS_UNAVAILABLE');
  },
);

it('waits for nothing where no position came along, or where something is to be recorded', async () => {
  for (const none of [undefined, null]) expect(await codeOf(readable(QUERY, none, stuck(true)))).toBeNull();
  expect(await codeOf(readable(MUTATION, '17', stuck(true)))).toBeNull();
});

it.each(['', '-1', '1.5', 'x', ' 1', '1'.repeat(20), 7, {}, ['1', '2']])('refuses %j as a position', async (token) => {
  expect(await codeOf(readable(QUERY, token, current))).toBe('BAD_REQUEST');
});

import { OperationTypeNode } from 'graphql';
import type { Obstacle, Projector } from '#read-models';
import { readable } from './read-position.js';

const { QUERY, SUBSCRIPTION, MUTATION } = OperationTypeNode;
/** Views that never come to where they are waited for. */
const stuck = (stuckOn: Obstacle | null) => ({ waitUntilTold: async () => false, stuckOn }) as unknown as Projector;
const current = { waitUntilTold: async () => true, stuckOn: null } as unknown as Projector;
const codeOf = (waiting: Promise<void>): Promise<unknown> =>
  waiting.then(
    () => null,
    (error: { extensions: { code: string } }) => error.extensions.code,
  );

it.each([QUERY, SUBSCRIPTION])(
  'lets a %s through once the views are there, and says why where they are not',
  async (kind) => {
    expect(await codeOf(readable(kind, '17', current))).toBeNull();
    expect(await codeOf(readable(kind, '17', stuck(null)))).toBe('VIEWS_BEHIND');
    expect(await codeOf(readable(kind, '17', stuck('views unavailable')))).toBe('VIEWS_UNAVAILABLE');
  },
);

it('waits for nothing where no position came along, or where something is to be recorded', async () => {
  for (const none of [undefined, null]) expect(await codeOf(readable(QUERY, none, stuck(null)))).toBeNull();
  expect(await codeOf(readable(MUTATION, '17', stuck(null)))).toBeNull();
});

it.each(['', '-1', '1.5', 'x', ' 1', '1'.repeat(20), 7, {}, ['1', '2']])('refuses %j as a position', async (token) => {
  expect(await codeOf(readable(QUERY, token, current))).toBe('BAD_REQUEST');
});

import { ADMIN, type Token } from '#access';
import { Callers } from './callers.js';

const ANA: Token = {
  name: 'ana-at-work',
  actor: { identity: 'ana', role: 'RECORDER', team: null, portfolio: null, mayReadText: false },
  createdAt: 0,
  expiresAt: 10,
  revokedAt: null,
};
let now = 5;
const callers = new Callers(
  { isHeldIn: (sent) => sent === 'chosen' },
  { find: async (secret, at) => (secret === 'of-ana' && at < 10 ? ANA : null) },
  () => now,
);

it.each(['Bearer chosen', 'bearer chosen', 'Bearer  chosen '])(
  'knows the administrator by %j',
  async (authorization) => {
    const admission = await callers.admit(authorization);
    expect(admission?.actor).toEqual(ADMIN);
    expect(await admission?.holds()).toBe(true);
  },
);

it('knows a caller by a token that was made, as long as it holds', async () => {
  const admission = await callers.admit('Bearer of-ana');
  expect(admission?.actor).toEqual(ANA.actor);
  expect(await admission?.holds()).toBe(true);
  now = 10;
  expect(await admission?.holds()).toBe(false);
  expect(await callers.admit('Bearer of-ana')).toBeNull();
});

it.each([
  undefined,
  null,
  7,
  '',
  'chosen',
  'Bearer',
  'Bearer ',
  'Bearer wrong',
  'Bearer chosen2',
  'Basic chosen',
  ['Bearer chosen'],
])('does not open to %j', async (authorization) => expect(await callers.admit(authorization)).toBeNull());

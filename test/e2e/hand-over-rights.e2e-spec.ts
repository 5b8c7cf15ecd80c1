import type { Actor } from '#access';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
const held = new Map<string, string>();
const UNTIL = new Date(Date.now() + 7 * 86_400_000).toISOString();
const IN_TEN_YEARS = new Date(Date.now() + 3_650 * 86_400_000).toISOString();

const as = (role: Actor['role'], identity: string): Actor => ({
  ...{ identity, role, team: null, portfolio: null, mayReadText: false },
});
/** Ana, Ann and lea are in the team north, bob is in the team south. */
const ANA = as('RECORDER', 'ana');
const LEA = as('LEAD', 'lea');
const BOSS = as('ADMIN', 'boss');

async function tokenOf(actor: Actor): Promise<string> {
  const token =
    held.get(actor.identity) ??
    (await api.deployment.access.tokens.create({ name: actor.identity, actor, expiresAt: null }, Date.now()));
  held.set(actor.identity, token);
  return token;
}

type Answered = { readonly contact: object | null; readonly userErrors: readonly { readonly code: string }[] };

async function ask<T>(actor: Actor, query: string, variables: object): Promise<T> {
  const response = await api.send({ query, variables }, { authorization: `Bearer ${await tokenOf(actor)}` });
  const { data, errors } = (await response.json()) as { data?: { answer: T }; errors?: unknown };
  if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
  return data.answer;
}

function record(actor: Actor, mutation: string, input: object): Promise<Answered> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { answer: ${mutation}(input: $input) {
    contact { contactId } userErrors { code field } } }`;
  return ask(actor, query, { input });
}

const profileOf = async (customerId: string): Promise<unknown> => {
  const profile = (await api.deployment.log.timelineOf(customerId))?.profile;
  return { owner: profile?.owner, cover: profile?.cover?.owner ?? null, until: profile?.cover?.until ?? null };
};

let customers = 0;
/** Bob owns it, after eve did; ana covers it. */
async function covered(owner = 'bob') {
  customers += 1;
  const customerId = `c-${customers}`;
  const opened = await api.accept('openRelationship', { customerId, owner: 'eve' });
  const assigned = await api.accept('assignOwner', { customerId, owner });
  const cover = await api.accept('assignOwner', { customerId, owner: 'ana', until: UNTIL });
  const idOf = ({ contact }: typeof opened) => contact?.contactId ?? '';
  return { customerId, opened: idOf(opened), assigned: idOf(assigned), cover: idOf(cover) };
}
type Covered = Awaited<ReturnType<typeof covered>>;

beforeAll(async () => {
  api = await ApiUnderTest.start();
  for (const [identity, team] of [
    ['ana', 'north'],
    ['ann', 'north'],
    ['lea', 'north'],
    ['bob', 'south'],
  ])
    await api.ask(
      'mutation($input: RegisterColleagueInput!) { registerColleague(input: $input) { userErrors { code } } }',
      { input: { identity, team } },
    );
});
afterAll(() => api.stop());

const WAYS: readonly (readonly [string, string, (of: Covered) => object])[] = [
  ['an update', 'updateRelationship', ({ customerId }) => ({ customerId, owner: 'ana' })],
  [
    'a permanent assignment in place of the cover',
    'replaceContact',
    ({ customerId, cover }) => ({ contactId: cover, contact: { assignOwner: { customerId, owner: 'ana' } } }),
  ],
  [
    'another owner in place of the assignment',
    'replaceContact',
    ({ customerId, assigned }) => ({ contactId: assigned, contact: { assignOwner: { customerId, owner: 'ana' } } }),
  ],
  [
    'a longer cover',
    'replaceContact',
    ({ customerId, cover }) => ({
      contactId: cover,
      contact: { assignOwner: { customerId, owner: 'ana', until: IN_TEN_YEARS } },
    }),
  ],
  [
    'the retraction of the assignment',
    'retractContact',
    ({ customerId, assigned }) => ({ customerId, contactId: assigned }),
  ],
  ['the retraction of the cover', 'retractContact', ({ customerId, cover }) => ({ customerId, contactId: cover })],
];

it.each(WAYS.flatMap((way) => [ANA, LEA].map((actor) => [actor.identity, ...way, actor] as const)))(
  'does not let %s take or give away by %s what is only covered',
  async (_identity, _way, mutation, inputOf, actor) => {
    // Without the assignment the owner is another one, who is out of sight too.
    const of = await covered();
    const before = await profileOf(of.customerId);
    const { contact, userErrors } = await record(actor, mutation, inputOf(of));
    expect(contact).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'OWNER_NOT_IN_PORTFOLIO' }]);
    expect(await profileOf(of.customerId)).toEqual(before);
    expect((await record(BOSS, mutation, inputOf(of))).userErrors).toEqual([]);
    expect(await profileOf(of.customerId)).not.toEqual(before);
  },
);

it('does not let a recorder take a relationship by another opening in place of the first', async () => {
  const customerId = 'by-opening';
  const { contact: opened } = await api.accept('openRelationship', { customerId, owner: 'bob' });
  await api.accept('assignOwner', { customerId, owner: 'ana', until: UNTIL });
  const contact = { openRelationship: { customerId, owner: 'ana' } };
  const replaced = await record(ANA, 'replaceContact', { contactId: opened?.contactId, contact });
  expect(replaced.userErrors).toMatchObject([
    { code: 'OWNER_NOT_IN_PORTFOLIO', field: 'contact.openRelationship.owner' },
  ]);
  expect(await profileOf(customerId)).toMatchObject({ owner: 'bob', cover: 'ana' });
  // Facts that leave owner and cover as they are need no right to hand over.
  const corrected = { openRelationship: { customerId, owner: 'bob', segment: 'large' } };
  expect(await record(ANA, 'replaceContact', { contactId: opened?.contactId, contact: corrected })).toMatchObject({
    userErrors: [],
  });
  expect((await record(ANA, 'updateRelationship', { customerId, cadenceDays: 7 })).userErrors).toEqual([]);
});

it("does not let a lead take another team's relationship that the own team covers", async () => {
  const { customerId } = await covered();
  for (const until of [undefined, IN_TEN_YEARS]) {
    const taken = await record(LEA, 'assignOwner', { customerId, owner: 'ana', until });
    expect(taken.userErrors).toMatchObject([{ code: 'OWNER_NOT_IN_PORTFOLIO', field: 'owner' }]);
  }
  const query = `mutation { answer: assignPortfolio(input: { fromOwner: "bob", owner: "ana" }) {
    assigned refused { customerId userErrors { code } } userErrors { code } } }`;
  const { assigned, refused } = await ask<{ assigned: number; refused: readonly object[] }>(LEA, query, {});
  expect(assigned).toBe(0);
  expect(refused).toContainEqual({ customerId, userErrors: [{ code: 'OWNER_NOT_IN_PORTFOLIO' }] });
  expect(await profileOf(customerId)).toMatchObject({ owner: 'bob', cover: 'ana' });
});

it('lets a lead pass a cover on within the team, and hand over what a colleague of the team owns', async () => {
  const { customerId } = await covered();
  expect((await record(LEA, 'assignOwner', { customerId, owner: 'ann', until: UNTIL })).userErrors).toEqual([]);
  expect(await profileOf(customerId)).toMatchObject({ owner: 'bob', cover: 'ann' });
  const own = await covered('ann');
  expect((await record(LEA, 'assignOwner', { customerId: own.customerId, owner: 'ana' })).userErrors).toEqual([]);
  expect(await profileOf(own.customerId)).toMatchObject({ owner: 'ana', cover: null });
});

import type { Actor } from '#access';
import { until } from '../kit/until.js';
import { ApiUnderTest, TOKEN, type Answer } from './api-under-test.js';
import { EventStreamCaller } from './event-stream-caller.js';
import { sample } from './scrape.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  for (const owner of ['ana', 'ben']) await api.accept('openRelationship', { customerId: `of-${owner}`, owner });
  for (let i = 0; i < 5; i += 1) await api.accept('recordCheckIn', { customerId: 'of-ana', note: `${i}` });
});
afterAll(() => api.stop());

type Change = { readonly cursor: string; readonly customerId: string };
const CHANGES = 'subscription($after: String) { trustChanged(after: $after) { cursor customerId } }';

const ANA: Actor = { identity: 'ana', role: 'RECORDER', team: null, portfolio: null, mayReadText: false };
const tokenOf = (name: string, expiresAt: number | null = null) =>
  api.deployment.access.tokens.create({ name, actor: ANA, expiresAt }, Date.now());

async function read(stream: EventStreamCaller, count: number): Promise<Change[]> {
  const heard: Change[] = [];
  while (heard.length < count) heard.push(await stream.nextOf<Change>('trustChanged'));
  return heard;
}

it('tells of what was recorded and what comes, as events with the cursor as their id', async () => {
  const stream = await EventStreamCaller.open(api, CHANGES, {}, { after: '0' });
  expect(stream.response.status).toBe(200);
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const first = await stream.next();
  expect(first).toMatchObject({ event: 'next', id: expect.stringMatching(/^\d+$/) as string });
  expect(JSON.parse(first?.data ?? '')).toEqual({
    data: { trustChanged: { cursor: first?.id, customerId: 'of-ana' } },
  });
  await read(stream, 6);
  await api.accept('recordCheckIn', { customerId: 'of-ben' });
  expect(await read(stream, 1)).toMatchObject([{ customerId: 'of-ben' }]);
  stream.leave();
});

it('continues after the id of the last event, whatever the document says', async () => {
  const all = await EventStreamCaller.open(api, CHANGES, {}, { after: '0' });
  const heard = await read(all, 8);
  all.leave();
  for (const at of [0, 4]) {
    const again = await EventStreamCaller.open(
      api,
      CHANGES,
      { 'last-event-id': heard[at]?.cursor ?? '' },
      { after: '0' },
    );
    expect(await read(again, 7 - at)).toEqual(heard.slice(at + 1));
    again.leave();
  }
  const contacts = 'subscription { contactRecorded { cursor } }';
  const stream = await EventStreamCaller.open(api, contacts, { 'last-event-id': heard[6]?.cursor ?? '' });
  expect(await stream.next()).toMatchObject({ id: heard[7]?.cursor });
  stream.leave();
});

it('takes a subscription by GET, as a browser sends it', async () => {
  const url = `${api.url}?${new URLSearchParams({ query: CHANGES, variables: '{"after":"0"}' }).toString()}`;
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  leaving.abort();
});

it.each<[string, Record<string, string>, number, string]>([
  ['subscription { nothing }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription { trustChanged(after: "x") { cursor } }', {}, 400, 'BAD_USER_INPUT'],
  [CHANGES, { 'last-event-id': 'x' }, 400, 'BAD_USER_INPUT'],
  [CHANGES, { authorization: 'Bearer wrong' }, 401, 'UNAUTHENTICATED'],
  [CHANGES, { accept: 'application/json' }, 400, 'BAD_REQUEST'],
  ['{ models { id } }', {}, 400, 'BAD_REQUEST'],
])('refuses %s with %j before it begins', async (query, headers, status, code) => {
  const { response } = await EventStreamCaller.open(api, query, headers);
  expect(response.status).toBe(status);
  // The body is read by the caller, so the request is sent again to read it.
  const again = await api.send({ query }, { accept: 'text/event-stream', ...headers });
  expect(((await again.json()) as Answer<unknown>).errors?.[0]?.extensions.code).toBe(code);
});

it('tells only of what its caller sees, also after a handover', async () => {
  await api.accept('openRelationship', { customerId: 'moving', owner: 'ana' });
  const stream = await EventStreamCaller.open(api, CHANGES, { authorization: `Bearer ${await tokenOf('sees')}` });
  await api.accept('recordCheckIn', { customerId: 'moving' });
  await api.accept('recordCheckIn', { customerId: 'of-ben' });
  await api.accept('assignOwner', { customerId: 'moving', owner: 'ben' });
  await api.accept('recordCheckIn', { customerId: 'moving' });
  await api.accept('recordCheckIn', { customerId: 'of-ana' });
  expect((await read(stream, 2)).map(({ customerId }) => customerId)).toEqual(['moving', 'of-ana']);
  stream.leave();
});

it('ends once the token is revoked or has expired', async () => {
  const open = (token: string) => EventStreamCaller.open(api, CHANGES, { authorization: `Bearer ${token}` });
  const brief = await open(await tokenOf('brief', Date.now() + 700));
  const revoked = await open(await tokenOf('revoked'));
  expect(await api.deployment.access.tokens.revoke('revoked', Date.now())).toBe(true);
  expect([await revoked.next(), await brief.next()]).toEqual([null, null]);
});

it('leaves nothing behind when its callers go, and ends when the server stops', async () => {
  await api.accept('recordCheckIn', { customerId: 'of-ana' });
  await until(async () => (await sample(api, 'rapport_open_event_streams')) === 0);
  const stream = await EventStreamCaller.open(api, CHANGES);
  expect(await sample(api, 'rapport_open_event_streams')).toBe(1);
  await api.restart();
  expect(await stream.next()).toBeNull();
});

import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { frame, halfRequest, RawCaller, request, UPGRADE } from './raw-caller.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ patience: { headersMs: 300, requestMs: 600 } })));
afterAll(() => api.stop());

it.each([
  ['says nothing', ''],
  ['does not come to the end of its headers', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'],
  ['does not come to the end of its body', halfRequest()],
])('ends a connection that %s', async (_, said) => {
  const caller = (await RawCaller.connect(api)).say(said);
  await caller.closed;
  expect(caller.received).not.toContain('HTTP/1.1 200');
});

it('lets a connection wait between requests', async () => {
  const caller = (await RawCaller.connect(api)).say(request());
  await caller.heard(/"models"/);
  await (await RawCaller.connect(api)).say(halfRequest()).closed;
  await (
    await RawCaller.connect(api)
  ).closed;
  caller.received = '';
  caller.say(request());
  expect(await caller.heard(/"models"/)).toContain('HTTP/1.1 200');
  caller.leave();
});

it('ends a socket that never says who it is, also where it does not answer the close', async () => {
  const caller = (await RawCaller.connect(api)).say(UPGRADE);
  await caller.heard(/101 Switching/);
  await caller.closed;
  expect(caller.received).toContain('Connection initialisation timeout');
});

it('keeps a socket that said who it is', async () => {
  const caller = (await RawCaller.connect(api)).say(UPGRADE);
  caller.say(frame(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } })));
  await caller.heard(/connection_ack/);
  const silent = (await RawCaller.connect(api)).say(UPGRADE);
  await silent.closed;
  caller.say(frame(JSON.stringify({ type: 'ping' })));
  await caller.heard(/"pong"/);
  caller.leave();
});

it('ends a connection to a path that has no socket, whoever does not close it', async () => {
  const caller = (await RawCaller.connect(api)).say(UPGRADE.replace('/graphql', '/nothing'));
  await caller.closed;
  expect(caller.received).toContain('404 Not Found');
});

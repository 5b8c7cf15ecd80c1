import { ApiUnderTest } from './api-under-test.js';
import { until } from '../kit/until.js';
import { probe } from './probe.js';
import { RawCaller, request, UPGRADE } from './raw-caller.js';
import { sample } from './scrape.js';

const settings = { MAX_CONNECTIONS: '15', MAX_CONNECTIONS_PER_ADDRESS: '10' };
let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ settings })));
afterAll(() => api.stop());

/** Connections from an address, each of which has been served. */
async function served(count: number, from?: string): Promise<RawCaller[]> {
  const callers: RawCaller[] = [];
  for (let i = 0; i < count; i += 1) {
    const caller = await RawCaller.connect(api, from);
    await caller.say(request()).heard(/"models"/);
    callers.push(caller);
  }
  return callers;
}

/** Whether one more connection is refused: it is closed before anything was answered. */
async function isRefused(from?: string): Promise<boolean> {
  const caller = await RawCaller.connect(api, from);
  await Promise.race([
    caller
      .say(request())
      .heard(/"models"/)
      .catch(() => undefined),
    caller.closed,
  ]);
  caller.leave();
  return caller.received === '';
}

it('takes as many connections as are allowed from one address and in all, and no more', async () => {
  const here = await served(9);
  here.push((await RawCaller.connect(api)).say(UPGRADE));
  await here[9]?.heard(/101 Switching/);
  expect(await isRefused()).toBe(true);
  const elsewhere = await served(5, '127.0.0.2');
  expect(await isRefused('127.0.0.3')).toBe(true);
  // A probe needs a connection, too.
  await here[0]?.say('GET /health/ready HTTP/1.1\r\nhost: x\r\n\r\n').heard(/200 OK.*"SATURATED"/s);
  here.pop()?.leave();
  await until(async () => !(await isRefused('127.0.0.3')));
  for (const caller of [...here, ...elsewhere]) caller.leave();
  await until(async () => (await probe(api, 'ready')).status === 'ready');
  expect(await sample(api, 'rapport_connections_refused_total')).toBeGreaterThanOrEqual(2);
});

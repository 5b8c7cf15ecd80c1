import type { FastifyReply } from 'fastify';
import type { Metrics } from '../metrics/metrics.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { REASONS, type Reason } from './reasons.js';

const metrics = { gauges: () => undefined } as unknown as Metrics;
let now = Date.UTC(2026, 0, 1);

/** What the probes answer while these are wrong. */
async function probesWhile(...wrong: Reason[]) {
  const health = new Health({ now: () => now }, metrics);
  for (const reason of Object.keys(REASONS) as Reason[]) health.watch(reason, () => wrong.includes(reason));
  const controller = new HealthController(health);
  const answered = async (probe: 'ready' | 'lists') => {
    const answer = { code: 0, body: {} };
    const reply = {
      code: (code: number) => ((answer.code = code), reply),
      header: () => reply,
      send: (body: object) => ((answer.body = body), reply),
    };
    await controller[probe](reply as unknown as FastifyReply);
    return answer;
  };
  return { live: controller.live(), ready: await answered('ready'), lists: await answered('lists') };
}

const since = new Date(now).toISOString();
const named = (...reasons: Reason[]) => reasons.map((reason) => ({ reason, says: REASONS[reason].says, since }));

it('is ready for everything while nothing is wrong', async () => {
  const well = { code: 200, body: { status: 'ready', notReady: [], degraded: [] } };
  expect(await probesWhile()).toEqual({ live: { status: 'live' }, ready: well, lists: well });
});

const NOT_READY = { code: 503, body: { status: 'not ready' } };
const DEGRADED = { code: 200, body: { status: 'degraded' } };

it.each([
  ['STOPPING', NOT_READY, NOT_READY],
  ['LOG_UNAVAILABLE', NOT_READY, DEGRADED],
  ['LOG_FULL', NOT_READY, DEGRADED],
  ['CLOCK_BEHIND', NOT_READY, DEGRADED],
  ['CLOCK_LEAPT', DEGRADED, DEGRADED],
  ['VIEWS_UNAVAILABLE', DEGRADED, NOT_READY],
  ['VIEWS_BEHIND', DEGRADED, NOT_READY],
  ['SATURATED', DEGRADED, DEGRADED],
  ['VIEWS_FULL', DEGRADED, DEGRADED],
  ['VIEWS_DAMAGED', DEGRADED, NOT_READY],
  ['VIEWS_MISFIT', DEGRADED, NOT_READY],
  ['PROJECTION_STUCK', DEGRADED, DEGRADED],
  ['EVENTS_PARKED', DEGRADED, DEGRADED],
] as const)('%s', async (reason, ready, lists) => {
  const probes = await probesWhile(reason);
  expect(probes).toMatchObject({ live: { status: 'live' }, ready, lists });
  for (const { body } of [probes.ready, probes.lists])
    expect(Object.values(body).flat()).toEqual(expect.arrayContaining(named(reason)));
});

it('names each thing where it belongs', async () => {
  const { ready } = await probesWhile('LOG_UNAVAILABLE', 'PROJECTION_STUCK');
  expect(ready.body).toEqual({
    status: 'not ready',
    notReady: named('LOG_UNAVAILABLE'),
    degraded: named('PROJECTION_STUCK'),
  });
});

it('says since when something is wrong, anew each time', async () => {
  const health = new Health({ now: () => now }, metrics);
  let isWrong = true;
  health.watch('VIEWS_BEHIND', () => isWrong);
  const found = async () => (await health.wrong()).map((wrong) => wrong.since);
  const began = new Date(now).toISOString();
  expect(await found()).toEqual([began]);
  now += 60_000;
  expect(await found()).toEqual([began]);
  isWrong = false;
  expect(await found()).toEqual([]);
  isWrong = true;
  expect(await found()).toEqual([new Date(now).toISOString()]);
});

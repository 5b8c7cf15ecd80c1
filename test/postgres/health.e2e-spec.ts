import { forgetViews, keepViewsInPostgres } from '../kit/views.js';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { probe } from '../e2e/probe.js';
import { until } from '../kit/until.js';

await keepViewsInPostgres();

it('goes on recording without views, and says that lists are not served', async () => {
  const api = await ApiUnderTest.start();
  expect(await probe(api, 'lists')).toEqual({ code: 200, status: 'ready', notReady: [], degraded: [] });
  await forgetViews(api.dataDir);
  await until(async () => (await probe(api, 'lists')).code === 503);
  expect(await probe(api, 'lists')).toMatchObject({ status: 'not ready', notReady: ['VIEWS_UNAVAILABLE'] });
  expect(await probe(api, 'ready')).toEqual({
    code: 200,
    status: 'degraded',
    notReady: [],
    degraded: ['VIEWS_UNAVAILABLE'],
  });
  expect((await probe(api, 'live')).code).toBe(200);
  await api.accept('openRelationship', { customerId: 'without-views' });
  await api.stop();
});
